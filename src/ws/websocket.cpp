// SPDX-License-Identifier: Apache-2.0
#include "ws/websocket.hpp"

#include "ws/roster.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/error.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace qc::ws {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::uint16_t no_code = 1005;
constexpr std::uint16_t unsupported = 1003;
constexpr std::uint16_t not_utf8 = 1007;
constexpr std::uint16_t too_big = 1009;

/// Who speaks before he has an answer breaks RFC 6455 4.1; a first frame is let through.
constexpr std::size_t early_bytes_max = 1024;
/// What an idle connection keeps for its next frame.
constexpr std::size_t kept_buffer_bytes = 2048;

std::string_view view_of(beast::flat_buffer const& buffer) {
    auto const bytes = buffer.data();
    return {static_cast<char const*>(bytes.data()), bytes.size()};
}

/// The code that Beast has sent, or why nothing was.
std::uint16_t code_of(error_code error, websocket::close_reason const& reason) {
    if (error == websocket::error::closed)
        return reason.code == websocket::close_code::none ? no_code : reason.code;
    if (error == websocket::error::message_too_big) return too_big;
    if (error == websocket::error::bad_frame_payload) return not_utf8;
    if (error.category() == make_error_code(websocket::error::closed).category())
        return live::close_code::protocol_error;
    return live::close_code::abnormal;
}

class WebSocket final : public OpenConnection {
public:
    WebSocket(std::shared_ptr<Roster> roster, Visitor visitor, tcp::socket socket)
        : OpenConnection(std::move(roster), std::move(visitor))
        , stream_(std::move(socket)) {
        auto const& options = this->roster().options;
        limit_send_buffer(stream_.next_layer(), options.send_buffer_bytes);
        stream_.read_message_max(options.frame_bytes_max);
        stream_.auto_fragment(false);
        stream_.text(true);
    }

    [[nodiscard]] live::Transport transport() const noexcept override {
        return live::Transport::websocket;
    }

    void cut() noexcept override {
        error_code ignored;
        stream_.next_layer().close(ignored);
    }

    Task<void> run(http::Response answer, std::string early, live::SocketSessions& sessions) {
        bool const accepted = co_await accept(std::move(answer), std::move(early));
        if (!accepted) co_return;
        ping_at_ = roster().clock.steady() + roster().options.ping_after;
        stream_.control_callback([this](websocket::frame_type kind, beast::string_view) {
            heard(kind);
        });
        begin([&sessions](live::Connection& connection) { return sessions.opened(connection); });
        error_code error = asio::error::operation_aborted;
        try {
            error = co_await receive();
        } catch (std::exception const&) {
            // Cancelled between two frames, or out of memory: the session must hear of the end.
        }
        ended(code_of(error, stream_.reason()));
        cut();
    }

private:
    /// Beast answers only a request that it has read itself, so it gets what it looks at.
    Task<bool> accept(http::Response answer, std::string early) {
        if (early.size() > early_bytes_max) co_return false;
        auto const key = request().headers.find("Sec-WebSocket-Key").value_or("");
        std::string head = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\n"
                           "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Key: ";
        head.append(key).append("\r\n\r\n").append(early);
        auto add_fields = [fields = std::move(answer.headers)](websocket::response_type& response) {
            for (auto const& [name, value] : fields)
                response.insert(name, value);
        };
        stream_.set_option(websocket::stream_base::decorator(std::move(add_fields)));
        error_code error;
        co_await stream_.async_accept(
            asio::buffer(head), asio::redirect_error(asio::use_awaitable, error)
        );
        auto nothing_more = [](websocket::response_type&) {};
        stream_.set_option(websocket::stream_base::decorator(nothing_more));
        co_return !error;
    }

    /// Until the connection ends; says why.
    Task<error_code> receive() {
        // One more than a frame may have: who is not done then hears of 1009, not of nothing.
        beast::flat_buffer buffer(roster().options.frame_bytes_max + 1);
        for (;;) {
            error_code error;
            co_await stream_.async_read(buffer, asio::redirect_error(asio::use_awaitable, error));
            if (error) co_return error;
            note_traffic();
            if (stream_.got_text())
                co_await deliver(view_of(buffer));
            else
                close(unsupported, "Text frames only");
            buffer.consume(buffer.size());
            if (buffer.capacity() > kept_buffer_bytes) buffer.shrink_to_fit();
        }
    }

    void heard(websocket::frame_type kind) {
        if (kind == websocket::frame_type::pong) pong_due_.reset();
        if (kind != websocket::frame_type::close) return note_control_frame();
        note_traffic();
        auto const code = stream_.reason().code;
        client_closes(code == websocket::close_code::none ? no_code : code);
    }

    void start_write() override {
        stream_.async_write(
            asio::buffer(*current().text),
            [self = shared_from_this(), this](error_code error, std::size_t) { written(!error); }
        );
    }

    void start_close(std::uint16_t code, std::string const& reason) override {
        websocket::close_reason const what(static_cast<websocket::close_code>(code), reason);
        // The read under way learns of the end too.
        stream_.async_close(what, [self = shared_from_this()](error_code) {});
    }

    void look_at_pulse(Clock::Steady now) override {
        // While nothing is read no pong can be heard.
        if (is_busy()) return;
        if (pong_due_) {
            if (now >= *pong_due_) close(live::close_code::going_away, "No pong");
        } else if (now >= ping_at_ && !pinging_) {
            auto const& options = roster().options;
            ping_at_ = now + options.ping_after;
            pong_due_ = now + options.pong_within;
            pinging_ = true;
            stream_.async_ping({}, [self = shared_from_this(), this](error_code) {
                pinging_ = false;
            });
        }
    }

    void reading_again() override {
        if (pong_due_) pong_due_ = roster().clock.steady() + roster().options.pong_within;
    }

    [[nodiscard]] bool is_transport_open() const noexcept override { return stream_.is_open(); }

    websocket::stream<tcp::socket, false> stream_;
    Clock::Steady ping_at_{};
    /// A ping has gone out and was not answered.
    std::optional<Clock::Steady> pong_due_;
    bool pinging_ = false;
};

class Upgrade final : public http::Stream {
public:
    Upgrade(std::shared_ptr<Roster> roster, Visitor visitor, live::SocketSessions& sessions)
        : roster_(std::move(roster))
        , visitor_(std::move(visitor))
        , sessions_(sessions) {}

    Task<void> run(http::Handover handover) override {
        auto const connection = std::make_shared<WebSocket>(
            std::move(roster_), std::move(visitor_), std::move(handover.socket)
        );
        co_await connection->run(std::move(handover.answer), std::move(handover.early), sessions_);
    }

private:
    std::shared_ptr<Roster> roster_;
    Visitor visitor_;
    live::SocketSessions& sessions_;
};

} // namespace

std::shared_ptr<http::Stream>
make_websocket(std::shared_ptr<Roster> roster, Visitor visitor, live::SocketSessions& sessions) {
    return std::make_shared<Upgrade>(std::move(roster), std::move(visitor), sessions);
}

} // namespace qc::ws

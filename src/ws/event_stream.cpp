// SPDX-License-Identifier: Apache-2.0
#include "ws/event_stream.hpp"

#include "ws/roster.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <charconv>

namespace qc::ws {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::string_view line_ends = "\r\n";
constexpr std::string_view comment = ":\n\n";

void append_hex(std::string& out, std::size_t number) {
    std::array<char, 16> digits{};
    auto const* const end = std::to_chars(digits.begin(), digits.end(), number, 16).ptr;
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

class EventStream final : public OpenConnection {
public:
    EventStream(std::shared_ptr<Roster> roster, Visitor visitor, http::Handover handover)
        : OpenConnection(std::move(roster), std::move(visitor))
        , socket_(std::move(handover.socket))
        , chunked_(handover.chunked) {
        auto const& options = this->roster().options;
        limit_send_buffer(socket_, options.send_buffer_bytes);
        // Nothing is ever answered, so only the kernel can tell that the other side is dead.
        auto const patience = options.ping_after + options.pong_within;
        auto const patience_ms = static_cast<unsigned>(patience.count());
        ::setsockopt(
            socket_.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &patience_ms, sizeof patience_ms
        );
    }

    [[nodiscard]] live::Transport transport() const noexcept override {
        return live::Transport::event_stream;
    }

    void cut() noexcept override {
        error_code ignored;
        socket_.close(ignored);
    }

    Task<void> run(live::Opening opened) {
        comment_at_ = roster().clock.steady() + roster().options.ping_after;
        begin(opened);
        // A client has nothing to say any more: whatever comes is its end.
        std::array<char, 1> byte{};
        error_code error;
        co_await socket_.async_read_some(
            asio::buffer(byte), asio::redirect_error(asio::use_awaitable, error)
        );
        ended(live::close_code::abnormal);
        cut();
    }

private:
    void start_write() override {
        auto const& text = current().text;
        before_.clear();
        after_.clear();
        lines_.clear();
        std::string_view body = comment;
        if (text) {
            body = *text;
            if (body.find_first_of(line_ends) != std::string_view::npos) {
                lines_ = event_lines(body);
                body = lines_;
            }
            if (current().event_id != 0) before_ = event_id_line();
            before_ += "data: ";
            after_ = "\n\n";
        }
        if (chunked_) frame_as_chunk(body.size());
        std::array<asio::const_buffer, 3> const parts{
            asio::buffer(before_), asio::buffer(body), asio::buffer(after_)
        };
        asio::async_write(
            socket_,
            parts,
            [self = shared_from_this(), this](error_code error, std::size_t) {
                if (!error) note_traffic();
                written(!error);
            }
        );
    }

    std::string event_id_line() const { return "id: " + std::to_string(current().event_id) + "\n"; }

    /// Puts size and end of a chunk around what before_, a body and after_ are.
    void frame_as_chunk(std::size_t body_bytes) {
        std::string head;
        append_hex(head, before_.size() + body_bytes + after_.size());
        head.append(line_ends).append(before_);
        before_ = std::move(head);
        after_.append(line_ends);
    }

    void start_close(std::uint16_t, std::string const&) override {
        before_ = chunked_ ? "0\r\n\r\n" : "";
        asio::async_write(
            socket_,
            asio::buffer(before_),
            [self = shared_from_this(), this](error_code, std::size_t) {
                error_code ignored;
                socket_.shutdown(tcp::socket::shutdown_send, ignored);
            }
        );
    }

    void look_at_pulse(Clock::Steady now) override {
        if (now < comment_at_) return;
        comment_at_ = now + roster().options.ping_after;
        send_sign_of_life();
    }

    void reading_again() override {}

    [[nodiscard]] bool is_transport_open() const noexcept override { return socket_.is_open(); }

    tcp::socket socket_;
    bool chunked_;
    Clock::Steady comment_at_{};
    /// Around the text of the frame that is being written.
    std::string before_;
    std::string after_;
    /// Its text when it has several lines.
    std::string lines_;
};

class Continuation final : public http::Stream {
public:
    Continuation(std::shared_ptr<Roster> roster, Visitor visitor, live::Opening opened)
        : roster_(std::move(roster))
        , visitor_(std::move(visitor))
        , opened_(std::move(opened)) {}

    Task<void> run(http::Handover handover) override {
        if (!handover.early.empty()) co_return;
        auto const connection = std::make_shared<EventStream>(
            std::move(roster_), std::move(visitor_), std::move(handover)
        );
        co_await connection->run(std::move(opened_));
    }

private:
    std::shared_ptr<Roster> roster_;
    Visitor visitor_;
    live::Opening opened_;
};

} // namespace

std::shared_ptr<http::Stream>
make_event_stream(std::shared_ptr<Roster> roster, Visitor visitor, live::Opening opened) {
    return std::make_shared<Continuation>(std::move(roster), std::move(visitor), std::move(opened));
}

std::string event_lines(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (line_ends.find(text[i]) != std::string_view::npos)
            out += "\ndata: ";
        else
            out += text[i];
    }
    return out;
}

} // namespace qc::ws

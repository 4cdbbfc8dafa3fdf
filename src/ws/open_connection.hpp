// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http_server/connection_cap.hpp"
#include "live/connection.hpp"
#include "ws/outbound_queue.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/intrusive/list_hook.hpp>

#include <memory>
#include <optional>
#include <string>

namespace qc::ws {

struct Roster;

/// Who asked for a connection, and his place among those of his address.
struct Visitor {
    http::Request request;
    std::optional<http_server::ConnectionCap::Permit> permit;
    Instant asked_at;
};

/// What WebSockets and event streams have in common: the bounded queue, one write at a time, the
/// two halves of closing, and the session above.
class OpenConnection : public live::Connection,
                       public std::enable_shared_from_this<OpenConnection>,
                       public boost::intrusive::list_base_hook<
                           boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
public:
    OpenConnection(std::shared_ptr<Roster> roster, Visitor visitor);
    OpenConnection(OpenConnection const&) = delete;
    OpenConnection& operator=(OpenConnection const&) = delete;
    ~OpenConnection() override;

    using live::Connection::send;
    void send(live::Text text, std::int64_t event_id) final;
    void close(std::uint16_t code, std::string_view reason) final;

    [[nodiscard]] bool is_closing() const noexcept final { return closing_; }

    [[nodiscard]] http::Request const& request() const noexcept final { return visitor_.request; }

    [[nodiscard]] Instant asked_at() const noexcept final { return visitor_.asked_at; }

    [[nodiscard]] Clock::Steady last_traffic() const noexcept final { return last_traffic_; }

    [[nodiscard]] std::size_t queued_frames() const noexcept final { return queue_.frames(); }

    [[nodiscard]] std::size_t queued_bytes() const noexcept final { return queue_.bytes(); }

    void look_at_clock(Clock::Steady now);

    /// Sends what the session has to say last and closes with 1001 `Server restart`.
    void say_goodbye();

    /// Ends the connection without a word; its task ends soon after.
    virtual void cut() noexcept = 0;

protected:
    /// From here on frames go out; the session begins.
    void begin(live::Opening const& opening);
    /// Hands a frame of the client to the session.
    [[nodiscard]] Task<void> deliver(std::string_view frame);
    void note_traffic();
    /// Tells the session of a ping or a pong.
    void note_control_frame();
    /// What start_write() began has ended.
    void written(bool successfully);
    /// The client says goodbye; nothing more is sent.
    void client_closes(std::uint16_t code);
    /// The transport has ended. `code` counts when nobody closed.
    void ended(std::uint16_t code);
    void send_sign_of_life();

    [[nodiscard]] Roster& roster() const noexcept { return *roster_; }

    /// The session works on a frame, so nothing is read.
    [[nodiscard]] bool is_busy() const noexcept { return busy_; }

    /// The frame that is being written; stays until written().
    [[nodiscard]] Outgoing const& current() const noexcept { return current_; }

private:
    /// Begins to write current().
    virtual void start_write() = 0;
    /// Called once, when nothing is being written.
    virtual void start_close(std::uint16_t code, std::string const& reason) = 0;
    /// Called every tick while open.
    virtual void look_at_pulse(Clock::Steady now) = 0;
    /// After the session has worked on a frame.
    virtual void reading_again() = 0;
    /// False while the transport ends the connection by itself.
    [[nodiscard]] virtual bool is_transport_open() const noexcept = 0;

    void enqueue(Outgoing frame);
    void pump();
    void start_closing(std::uint16_t code);
    void end_session();
    void forget_handshake();
    void report(std::exception_ptr const& failure) const;

    std::shared_ptr<Roster> roster_;
    Visitor visitor_;
    std::shared_ptr<live::Session> session_;
    OutboundQueue queue_;
    Outgoing current_;
    std::string reason_;
    Clock::Steady last_traffic_;
    /// Of the handshake at the beginning and of that at the end.
    Clock::Steady deadline_;
    std::uint16_t code_ = 0;
    bool begun_ = false;
    bool busy_ = false;
    bool writing_ = false;
    bool closing_ = false;
    /// The close handshake is on its way or is the client's.
    bool close_started_ = false;
};

/// Bounds what the kernel takes for a slow reader.
void limit_send_buffer(boost::asio::ip::tcp::socket& socket, int bytes);

} // namespace qc::ws

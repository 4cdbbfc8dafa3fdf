// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/task.hpp"
#include "http/dispatcher.hpp"
#include "http_server/client_address.hpp"
#include "http_server/connection_cap.hpp"
#include "http_server/read_buffer.hpp"
#include "http_server/strict_request.hpp"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/intrusive/list_hook.hpp>

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace qc::http_server {

struct ServerState;
class Upgrades;

/// A socket whose executor is known to the compiler: no type erasure on every operation.
using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// An accepted connection and its place among the counted ones.
struct Accepted {
    Socket socket;
    IpAddress peer;
    std::optional<ConnectionCap::Permit> permit;
    /// Cancels the coroutine that runs the session.
    std::shared_ptr<boost::asio::cancellation_signal> cancel;
};

/// One connection: reads requests, has them answered in order, ends.
class Session : public boost::intrusive::list_base_hook<
                    boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
public:
    Session(std::shared_ptr<ServerState> server, Accepted accepted);
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;
    ~Session();

    [[nodiscard]] Task<void> run();

    /// Ends what is overdue, and the work for a client that has gone. May destroy the session.
    void look_at_clock(Clock::Steady now);

    /// Ends the session unless a request is under way.
    void wind_down();

    /// Ends the session now and cancels a request under way. May destroy the session.
    void abort();

private:
    /// What the session waits for, which decides what its deadline means.
    enum class Phase { idle, head, body, answer, writing, lingering, upgraded };

    enum class BodyEnd { complete, malformed, too_large, late, gone };

    [[nodiscard]] Task<bool> receive_head();
    [[nodiscard]] Task<void> answer_request();
    [[nodiscard]] Task<void> serve(http::Admission admission);
    [[nodiscard]] Task<void> shake_hands(Upgrades& upgrades);
    [[nodiscard]] Task<http::Response> answer_handshake(Upgrades& upgrades);
    [[nodiscard]] Task<void> send_stream(http::Response answer);
    [[nodiscard]] Task<void> hand_over(http::Response answer);
    [[nodiscard]] Task<void> refuse(Refusal refusal);
    [[nodiscard]] Task<void> refuse_admitted(http::Admission admission, BodyEnd end);
    /// Sends a refusal; keeps the connection if the body can be got rid of cheaply.
    [[nodiscard]] Task<void> turn_away(http::Response answer);
    [[nodiscard]] Task<void> send(http::Response const& response);
    [[nodiscard]] Task<void> linger();

    [[nodiscard]] Task<BodyEnd> receive_body(std::string& body, std::size_t limit_bytes);
    [[nodiscard]] Task<BodyEnd> receive_sized(std::string& body);
    [[nodiscard]] Task<BodyEnd> receive_chunked(std::string& body, std::size_t limit_bytes);
    [[nodiscard]] Task<bool> drain_body();
    /// False when nothing more comes.
    [[nodiscard]] Task<bool> fill();

    [[nodiscard]] bool write_now();
    [[nodiscard]] Task<void> write_rest();
    [[nodiscard]] BodyEnd interrupted() const noexcept;
    [[nodiscard]] bool client_is_gone();
    [[nodiscard]] bool is_overdue(Clock::Steady now) const noexcept;
    void enter(Phase phase, Clock::Steady::duration limit);

    std::shared_ptr<ServerState> server_;
    Socket socket_;
    IpAddress peer_;
    std::string peer_text_;
    std::optional<ConnectionCap::Permit> permit_;
    std::shared_ptr<boost::asio::cancellation_signal> cancel_;
    ReadBuffer buffer_;
    StrictHead head_;
    std::string out_;
    std::array<boost::asio::const_buffer, 2> unsent_;
    Phase phase_ = Phase::idle;
    Clock::Steady since_{};
    Clock::Steady deadline_{};
    std::size_t body_received_ = 0;
    /// Requests answered since the session last waited for bytes.
    std::size_t streak_ = 0;
    bool head_only_ = false;
    /// The deadline of the phase has passed.
    bool late_ = false;
    bool ended_ = false;
    /// The client may still be sending what nobody will read.
    bool unread_ = false;
};

} // namespace qc::http_server

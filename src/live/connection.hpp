// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

/// Connections that stay open, whatever carries them. Everything here belongs to the thread of
/// one worker.
namespace qc::live {

/// Shared, so that sending to many copies nothing.
using Text = std::shared_ptr<std::string const>;

enum class Transport { websocket, event_stream };

/// RFC 6455 7.4.1. An event stream cannot show them; its session is told all the same.
namespace close_code {
inline constexpr std::uint16_t normal = 1000;
inline constexpr std::uint16_t going_away = 1001;
inline constexpr std::uint16_t protocol_error = 1002;
/// The connection broke without a close frame.
inline constexpr std::uint16_t abnormal = 1006;
inline constexpr std::uint16_t policy_violation = 1008;
inline constexpr std::uint16_t internal_error = 1011;
inline constexpr std::uint16_t try_again_later = 1013;
} // namespace close_code

/// One client that listens. No call blocks, throws or calls the session back.
class Connection {
public:
    virtual ~Connection() = default;

    /// Queues one frame; nothing when the connection is closing. `event_id` is the `id:` of an
    /// event stream, 0 for none. A queue beyond its bound closes with 1013 `Slow consumer` at
    /// once, and what it holds is dropped.
    virtual void send(Text text, std::int64_t event_id) = 0;

    void send(Text text) { send(std::move(text), 0); }

    /// What was sent before still goes out, within the deadline of the close handshake. Of
    /// several calls the first counts. A reason longer than 123 bytes is cut.
    virtual void close(std::uint16_t code, std::string_view reason) = 0;

    [[nodiscard]] virtual bool is_closing() const noexcept = 0;

    /// The handshake: fields, query, client_address, correlation_id. When the opening has returned
    /// only the ids are left: a token must not stay as long as its connection.
    [[nodiscard]] virtual http::Request const& request() const noexcept = 0;

    /// Before the client was answered: what happens later happens to somebody who is connected,
    /// however long it takes until the session begins.
    [[nodiscard]] virtual Instant asked_at() const noexcept = 0;

    [[nodiscard]] virtual Transport transport() const noexcept = 0;

    /// When the client was last heard of: any frame of a WebSocket, pongs included; on an event
    /// stream the last time its socket took bytes.
    [[nodiscard]] virtual Clock::Steady last_traffic() const noexcept = 0;

    [[nodiscard]] virtual std::size_t queued_frames() const noexcept = 0;
    [[nodiscard]] virtual std::size_t queued_bytes() const noexcept = 0;
};

/// What a protocol keeps for one connection.
class Session {
public:
    virtual ~Session() = default;

    /// A whole text frame of at most 64 KiB, valid UTF-8; never called for event streams. The next
    /// one is read when the task has ended, so a slow task slows its client and nobody else.
    /// An exception closes with 1011.
    [[nodiscard]] virtual Task<void> text(std::string_view frame) = 0;

    /// A ping or a pong came; a ping is answered all the same. Cheap, and may be called in the
    /// middle of the reading of a message.
    virtual void control_frame() {}

    /// Called once, from the event loop and never within text() or a call of the connection, when
    /// the connection ends or begins to close: nothing is received or sent any more, and the
    /// connection must not be touched after this call.
    virtual void closed(std::uint16_t code) = 0;

    /// The last frame before the process stops; null for none.
    [[nodiscard]] virtual Text farewell() { return nullptr; }
};

/// Called when the first frame may be sent; the connection stays valid until closed() returns. An
/// exception closes with 1011.
using Opening = std::function<std::shared_ptr<Session>(Connection&)>;

/// The protocol above WebSockets.
class SocketSessions {
public:
    virtual ~SocketSessions() = default;

    /// Whether this GET with `Upgrade: websocket` is a WebSocket of ours (by its path); otherwise
    /// it is an ordinary request. Who may connect is decided after the handshake, so that the
    /// reason reaches the client.
    [[nodiscard]] virtual bool takes(http::Request const& request) const = 0;

    [[nodiscard]] virtual std::shared_ptr<Session> opened(Connection& connection) = 0;
};

/// Makes answers of ordinary routes that go on as event streams. A handler authorises first;
/// refusals are ordinary answers.
class EventStreams {
public:
    virtual ~EventStreams() = default;

    /// The answer that becomes a connection, whose request() is a copy of `request`, once its head
    /// is sent. Refuses TOO_MANY_REQUESTS when the address has too many connections.
    [[nodiscard]] virtual Result<http::Response>
    answer(http::Request const& request, Opening opened) = 0;
};

} // namespace qc::live

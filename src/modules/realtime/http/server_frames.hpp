// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/chats.hpp"
#include "core/error.hpp"
#include "realtime/application/wire.hpp"

#include <optional>
#include <string>
#include <vector>

/// Frames that answer one client or tell it about its connection.
namespace qc::realtime {

/// The `id` of the frame that is answered.
using FrameId = std::optional<std::string>;

struct Greeting {
    std::string connection_id;
    UserId user;
    Instant now;
    chats::Unread unread;
    std::int64_t unread_notifications = 0;
};

[[nodiscard]] Frame hello(Greeting const& greeting);
[[nodiscard]] Frame ack(FrameId const& id);
[[nodiscard]] Frame ack_auth(FrameId const& id, UserId user, Instant expires_at);
[[nodiscard]] Frame ack_channel(FrameId const& id, std::string const& channel);
/// Without presence where the channel has none.
[[nodiscard]] Frame ack_subscribed(
    FrameId const& id,
    std::string const& channel,
    std::optional<std::int64_t> last_seq,
    std::optional<std::vector<PresenceView>> presence
);
[[nodiscard]] Frame ack_message(FrameId const& id, std::string message_json);
[[nodiscard]] Frame ack_unread(FrameId const& id, std::int64_t unread_count);
[[nodiscard]] Frame pong(FrameId const& id, Instant now);
[[nodiscard]] Frame resync(ChatId chat, std::int64_t last_seq);
[[nodiscard]] Frame auth_expiring(Instant expires_at);
[[nodiscard]] Frame bye(std::int64_t reconnect_after_ms);

/// A refusal, with the same members as the HTTP answer has.
[[nodiscard]] Frame
error_frame(FrameId const& id, Error const& error, std::string const& correlation_id);

/// A failure.
struct FailureText {
    std::string_view code;
    std::string_view message;
};

[[nodiscard]] Frame
error_frame(FrameId const& id, FailureText const& failure, std::string const& correlation_id);

} // namespace qc::realtime

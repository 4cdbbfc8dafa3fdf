// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/chats.hpp"
#include "realtime/domain/channel.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace qc::realtime {

/// Shared, so that sending to many copies nothing.
using Frame = std::shared_ptr<std::string const>;

struct PresenceView {
    UserId user_id;
    bool online = false;
    std::optional<Instant> last_seen_at;
};

struct TypingView {
    ChatId chat_id;
    UserId user_id;
    bool active = false;
};

struct ChatLeftView {
    ChatId chat_id;
};

struct FriendshipView {
    UserId user_id;
    /// added, removed
    std::string state;
};

struct SessionClosedView {
    std::string reason;
};

/// An event that no chat numbers.
struct LooseEvent {
    Channel channel;
    std::string_view name;
    /// JSON text.
    std::string data;
    Instant at;
};

/// How frames of the server look.
class Wire {
public:
    virtual ~Wire() = default;
    [[nodiscard]] virtual Frame event(chats::ChatEvent const& event) const = 0;
    [[nodiscard]] virtual Frame event(LooseEvent const& event) const = 0;

    /// The data of a message event alone, as the per-chat socket shows it.
    [[nodiscard]] virtual Frame bare_message(chats::ChatEvent const& event) const = 0;

    [[nodiscard]] virtual std::string json(PresenceView const& view) const = 0;
    [[nodiscard]] virtual std::string json(TypingView const& view) const = 0;
    [[nodiscard]] virtual std::string json(ChatLeftView const& view) const = 0;
    [[nodiscard]] virtual std::string json(FriendshipView const& view) const = 0;
    [[nodiscard]] virtual std::string json(SessionClosedView const& view) const = 0;
};

/// One chat event on its way to many; each of its shapes is made once. Both outlive it.
class ChatDelivery {
public:
    ChatDelivery(chats::ChatEvent const& event, Wire const& wire) : event_(event), wire_(wire) {}

    [[nodiscard]] chats::ChatEvent const& event() const noexcept { return event_; }

    [[nodiscard]] Frame const& frame() {
        if (!frame_) frame_ = wire_.event(event_);
        return frame_;
    }

    [[nodiscard]] Frame const& bare_message() {
        if (!bare_) bare_ = wire_.bare_message(event_);
        return bare_;
    }

private:
    chats::ChatEvent const& event_;
    Wire const& wire_;
    Frame frame_;
    Frame bare_;
};

} // namespace qc::realtime

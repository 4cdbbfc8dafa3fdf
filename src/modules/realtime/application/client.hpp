// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "realtime/application/wire.hpp"
#include "realtime/domain/chat_cursor.hpp"
#include "realtime/domain/closing.hpp"

#include <set>
#include <unordered_map>

namespace qc::realtime {

/// Where the frames of one client go. No call blocks or throws, or calls the hub back.
class Outlet {
public:
    virtual ~Outlet() = default;
    virtual void chat_event(ChatDelivery& delivery) = 0;
    virtual void event(Frame const& frame, Instant at) = 0;
    /// Events of the chat are missing; it goes on after `last_seq`.
    virtual void resync(ChatId chat, std::int64_t last_seq) = 0;
    /// He may not follow it any more.
    virtual void lost(Channel const& channel) = 0;
    /// His token is about to expire.
    virtual void expiring(Instant expires_at) = 0;
    /// His connection ends, and `event` says why: also before the greeting, which never comes.
    virtual void expel(Frame const& event, Instant at, Closing const& closing) = 0;
    virtual void close(Closing const& closing) = 0;
    [[nodiscard]] virtual Clock::Steady last_traffic() const = 0;
};

/// One connection of a known user, as the hub of its worker keeps it.
struct Client {
    /// A chat he hears of; without either reason there is none.
    struct Following {
        ChatCursor cursor;
        /// Because he takes part and follows `chats`.
        bool implied = false;
        /// Because he asked for chat:<id>, so he hears of presence and typing too.
        bool asked = false;
    };

    Client(access::Caller who, Instant until, Outlet& where)
        : caller(who)
        , expires_at(until)
        , outlet(&where) {}

    [[nodiscard]] UserId user() const noexcept { return caller.user; }

    /// False once its connection is gone; then nothing is sent any more.
    [[nodiscard]] bool is_connected() const noexcept { return outlet != nullptr; }

    [[nodiscard]] Following* following(ChatId chat) {
        auto const found = chats.find(chat);
        return found == chats.end() ? nullptr : &found->second;
    }

    /// What counts against the limit of subscriptions.
    [[nodiscard]] std::size_t subscriptions() const {
        std::size_t asked = runs.size() + (follows_moderation ? 1 : 0);
        for (auto const& [chat, one] : chats)
            asked += one.asked ? 1 : 0;
        return asked;
    }

    access::Caller caller;
    Instant expires_at;
    Outlet* outlet;
    bool follows_user = false;
    bool follows_chats = false;
    bool follows_moderation = false;
    bool is_away = false;
    bool told_of_expiry = false;
    /// His rights could not be looked up; once more soon.
    bool recheck_due = false;
    std::set<RunId> runs;
    std::unordered_map<ChatId, Following> chats;
    /// Chats that he left while entering.
    std::set<ChatId> left;
};

} // namespace qc::realtime

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/event_sources.hpp"
#include "live/signals.hpp"
#include "realtime/application/chat_rooms.hpp"
#include "realtime/application/live_rules.hpp"
#include "realtime/application/new_chats.hpp"
#include "realtime/application/notices.hpp"
#include "realtime/application/ports.hpp"
#include "realtime/application/presence_watch.hpp"

#include <unordered_set>

namespace qc::realtime {

/// What `auth.expiring` comes before.
inline constexpr std::chrono::seconds expiry_notice{60};

/// The connections of one worker and what they follow. Outlives its coroutines.
class Hub {
public:
    struct Services {
        boost::asio::any_io_executor executor;
        chats::Chats& chats;
        RealtimeQueries& queries;
        Callers& callers;
        live::EventSources const& sources;
        live::Signals& signals;
        Wire const& wire;
        LiveMetrics& metrics;
        Clock const& clock;
        LiveRules const& rules;
        /// Tells workers and instances apart.
        std::int64_t number;
    };

    explicit Hub(Services const& services);

    /// Which chats a client hears of on entering, and from when.
    struct Entry {
        bool all_chats = true;
        /// Only this one.
        std::optional<ChatId> chat = {};
        /// Nullopt: what comes from now on.
        std::optional<Instant> since = {};
    };

    /// Makes the client known. When this returns, nothing that comes is missed. False when it may
    /// not hear of the one chat.
    [[nodiscard]] Task<bool> enter(ClientPtr client, Entry entry);

    /// Its connection is gone, or about to be. Nothing is sent any more.
    void leave(ClientPtr const& client);

    /// Refuses with NOT_A_PARTICIPANT or PERMISSION_DENIED.
    [[nodiscard]] Task<Result<Nothing>> may_follow(ClientPtr client, Channel channel);
    void follow(ClientPtr const& client, Channel const& channel);
    [[nodiscard]] Task<void> follow_chats(ClientPtr client, Entry entry);
    void unfollow(ClientPtr const& client, Channel const& channel);

    void hear(live::Signal const& signal);

    /// Look again at who somebody is: rights or sessions changed.
    void recheck(UserId user);
    void recheck(SessionId session);
    void recheck_all();

    /// The same for one, now.
    [[nodiscard]] Task<void> confirm(ClientPtr client);

    /// Finds chats and their events whose signals were lost.
    [[nodiscard]] Task<void> poll();

    /// Ends and warns those whose token expires, follows presence. Several times a second.
    void tick();

    [[nodiscard]] ChatRooms& rooms() noexcept { return rooms_; }

    [[nodiscard]] PresenceWatch& presence() noexcept { return presence_; }

    [[nodiscard]] std::size_t clients() const noexcept { return clients_.size(); }

private:
    using Clients = std::unordered_set<ClientPtr>;

    void tell_user(live::Signal const& signal);
    void tell_run(live::Signal const& signal);
    [[nodiscard]] Task<void> tell_readers_of_run(live::Signal signal);
    [[nodiscard]] std::set<UserId>
    readers_of_run(RunId run, std::vector<UserId> const& players) const;
    /// Who hears of the run and may; those who follow it hear of it there and nowhere else.
    [[nodiscard]] std::vector<Listeners> listeners_of_run(
        RunId run, std::vector<UserId> const& players, std::optional<UserId> only
    ) const;
    void recheck_followers(RunId run, std::vector<UserId> const& players);
    void tell_moderators(live::Signal const& signal);
    void chat_joined(live::Signal const& signal);
    void chat_left(live::Signal const& signal);
    void typing(live::Signal const& signal);
    void watch_token(Client& client, Instant now);
    void look_at_presence(Clock::Steady now);
    [[nodiscard]] std::vector<ClientPtr> of_user(UserId user) const;
    void recheck(std::vector<ClientPtr> clients);
    [[nodiscard]] Task<void> recheck_in_turn(std::vector<ClientPtr> clients);
    [[nodiscard]] Task<void> apply(ClientPtr client, access::Caller caller);
    void end(Client& client, Closing const& closing);
    [[nodiscard]] Task<void> join_new(std::vector<ClientPtr> clients, ChatId chat);

    Services with_;
    ChatRooms rooms_;
    NewChats new_chats_;
    Notices notices_;
    PresenceWatch presence_;
    Clients clients_;
    std::unordered_map<UserId, Clients> users_;
    std::unordered_map<RunId, Clients> runs_;
    Clients moderators_;
};

} // namespace qc::realtime

// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/hub.hpp"

#include "access/errors.hpp"
#include "realtime/application/background.hpp"
#include "realtime/domain/errors.hpp"

namespace qc::realtime {
namespace {

/// More than that is a matter of reloading the chat.
constexpr std::int64_t replay_max = 1'000;
/// How long events of chats are kept.
constexpr std::chrono::hours events_kept{7 * 24};
/// A chat that somebody has just joined: the signal is never that late.
constexpr std::chrono::seconds join_window{60};

template <class Key, class Map>
void drop(Map& map, Key const& key, ClientPtr const& client) {
    auto const found = map.find(key);
    if (found == map.end()) return;
    found->second.erase(client);
    if (found->second.empty()) map.erase(found);
}

} // namespace

Hub::Hub(Services const& services)
    : with_(services)
    , rooms_({services.executor, services.chats, services.wire, services.metrics})
    , new_chats_(services.queries, services.clock)
    , notices_(
          {services.executor, services.sources, services.wire, services.metrics, services.clock}
      )
    , presence_(
          {rooms_,
           services.queries,
           services.signals,
           services.wire,
           services.clock,
           services.rules.offline_after,
           services.number}
      ) {}

Task<bool> Hub::enter(ClientPtr client, Entry entry) {
    if (!client->is_connected()) co_return true;
    if (entry.chat) {
        auto const allowed = co_await with_.chats.participates(*entry.chat, client->user());
        if (!allowed) co_return false;
        if (!client->is_connected()) co_return true;
    }
    clients_.insert(client);
    users_[client->user()].insert(client);
    presence_.observe(client->user(), PresenceState::Seen::present);
    co_await follow_chats(client, entry);
    client->left.clear();
    co_return true;
}

void Hub::leave(ClientPtr const& client) {
    client->outlet = nullptr;
    rooms_.remove(client);
    for (auto const run : client->runs)
        drop(runs_, run, client);
    moderators_.erase(client);
    drop(users_, client->user(), client);
    clients_.erase(client);
}

Task<void> Hub::follow_chats(ClientPtr client, Entry entry) {
    client->follows_chats = entry.all_chats;
    std::vector<ChatRooms::Start> starts;
    if (!entry.since) {
        auto const chats = co_await with_.chats.of_user(client->user());
        for (auto const chat : chats)
            starts.push_back({chat, std::nullopt});
    } else {
        auto const positions =
            co_await with_.queries.positions(client->user(), *entry.since, entry.chat);
        bool const too_old = *entry.since < with_.clock.now() - events_kept;
        for (auto const& one : positions) {
            bool const gone = too_old && one.last_seq > 0;
            bool const resync = gone || one.last_seq - one.seq > replay_max;
            starts.push_back({one.chat, resync ? one.last_seq : one.seq});
            if (!resync || !client->is_connected()) continue;
            with_.metrics.resyncs.increment();
            client->outlet->resync(one.chat, one.last_seq);
        }
    }
    if (client->is_connected()) co_await rooms_.join(std::move(client), std::move(starts));
}

Task<Result<Nothing>> Hub::may_follow(ClientPtr client, Channel channel) {
    using access::Permission;
    bool const moderates = client->caller.may(Permission::moderate_quests);
    if (channel.kind == Channel::Kind::moderation && !moderates) {
        co_return Error{&access::permission_denied}.with(
            "permission", std::string("moderate_quests")
        );
    }
    if (channel.kind == Channel::Kind::run && !moderates) {
        auto const takes_part = co_await with_.queries.takes_part(channel.run, client->user());
        if (!takes_part) co_return not_a_participant;
    }
    co_return nothing;
}

void Hub::follow(ClientPtr const& client, Channel const& channel) {
    if (!client->is_connected()) return;
    if (channel.kind == Channel::Kind::user) client->follows_user = true;
    if (channel.kind == Channel::Kind::moderation) {
        client->follows_moderation = true;
        moderators_.insert(client);
    }
    if (channel.kind == Channel::Kind::run) {
        client->runs.insert(channel.run);
        runs_[channel.run].insert(client);
    }
}

void Hub::unfollow(ClientPtr const& client, Channel const& channel) {
    switch (channel.kind) {
    case Channel::Kind::user:
        client->follows_user = false;
        return;
    case Channel::Kind::chats:
        client->follows_chats = false;
        return rooms_.stop_implied(client);
    case Channel::Kind::chat:
        return rooms_.unsubscribe(client, channel.chat);
    case Channel::Kind::run:
        client->runs.erase(channel.run);
        return drop(runs_, channel.run, client);
    case Channel::Kind::moderation:
        client->follows_moderation = false;
        moderators_.erase(client);
        return;
    }
}

std::vector<ClientPtr> Hub::of_user(UserId user) const {
    auto const found = users_.find(user);
    if (found == users_.end()) return {};
    return {found->second.begin(), found->second.end()};
}

Task<void> Hub::join_new(std::vector<ClientPtr> clients, ChatId chat) {
    for (auto const& client : clients) {
        auto const since = with_.clock.now() - join_window;
        auto const positions = co_await with_.queries.positions(client->user(), since, chat);
        std::vector<ChatRooms::Start> starts;
        for (auto const& one : positions)
            starts.push_back({one.chat, one.seq});
        if (!client->is_connected() || !client->follows_chats) continue;
        co_await rooms_.join(client, std::move(starts));
        // A room that was here before may be behind what the positions say.
        for (auto const& one : positions)
            rooms_.announce(one.chat, one.last_seq);
    }
}

Task<void> Hub::poll() {
    // Before the look for new chats, whose failure must not delay the chats that are known.
    co_await rooms_.poll();
    auto const joined = co_await new_chats_.look();
    for (auto const& [chat_id, user] : joined) {
        auto const chat = chat_id;
        auto clients = of_user(user);
        std::erase_if(clients, [chat](ClientPtr const& client) {
            bool const knows = client->following(chat) != nullptr || client->left.contains(chat);
            return knows || !client->follows_chats;
        });
        if (clients.empty()) continue;
        in_background(with_.executor, "realtime.join_chat", join_new(std::move(clients), chat));
    }
}

void Hub::tick() {
    auto const now = with_.clock.now();
    std::vector<ClientPtr> due;
    // Closing only queues, so nobody leaves while this walks.
    for (auto const& client : clients_) {
        watch_token(*client, now);
        if (std::exchange(client->recheck_due, false)) due.push_back(client);
    }
    if (!due.empty()) recheck(std::move(due));
    look_at_presence(with_.clock.steady());
}

void Hub::watch_token(Client& client, Instant now) {
    if (!client.is_connected()) return;
    if (now >= client.expires_at) return client.outlet->close(Closing::token_invalid());
    if (client.told_of_expiry || now < client.expires_at - expiry_notice) return;
    client.told_of_expiry = true;
    client.outlet->expiring(client.expires_at);
}

void Hub::look_at_presence(Clock::Steady now) {
    using Seen = PresenceState::Seen;
    for (auto const& [user, clients] : users_) {
        auto seen = Seen::absent;
        for (auto const& client : clients) {
            bool const silent = !client->is_connected() ||
                                now - client->outlet->last_traffic() >= presence_traffic_window;
            if (silent) continue;
            if (!client->is_away) seen = Seen::present;
            if (client->is_away && seen == Seen::absent) seen = Seen::away;
        }
        presence_.observe(user, seen);
    }
    presence_.end_round();
}

} // namespace qc::realtime

// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/background.hpp"
#include "realtime/application/hub.hpp"

#include <algorithm>

namespace qc::realtime {
namespace {

using access::Permission;

/// After notifications were lost everybody is looked up; the database answers so many at a time.
constexpr std::size_t lookups_at_once = 32;

} // namespace

void Hub::recheck(UserId user) {
    recheck(of_user(user));
}

void Hub::recheck(SessionId session) {
    std::vector<ClientPtr> clients;
    for (auto const& client : clients_)
        if (client->caller.session == session) clients.push_back(client);
    recheck(std::move(clients));
}

void Hub::recheck_all() {
    recheck(std::vector<ClientPtr>(clients_.begin(), clients_.end()));
}

void Hub::recheck(std::vector<ClientPtr> clients) {
    auto const lists = std::min(clients.size(), lookups_at_once);
    for (std::size_t i = 0; i < lists; ++i) {
        std::vector<ClientPtr> some;
        for (auto next = i; next < clients.size(); next += lists)
            some.push_back(clients[next]);
        in_background(with_.executor, "realtime.recheck", recheck_in_turn(std::move(some)));
    }
}

Task<void> Hub::recheck_in_turn(std::vector<ClientPtr> clients) {
    for (auto const& client : clients) {
        try {
            co_await confirm(client);
        } catch (std::exception const& failure) {
            report_failure("realtime.recheck", failure);
            client->recheck_due = true;
        }
    }
}

Task<void> Hub::confirm(ClientPtr client) {
    auto const user = client->user();
    auto const session = client->caller.session;
    auto const caller = co_await with_.callers.look_up(user, session);
    // He may have sent a token of another session meanwhile.
    if (!client->is_connected() || client->caller.session != session) co_return;
    if (!caller) co_return end(*client, Closing::session_revoked());
    bool const welcome = caller->is_active && caller->may(Permission::send_messages);
    if (!welcome) co_return end(*client, Closing::user_inactive());
    co_await apply(std::move(client), *caller);
}

Task<void> Hub::apply(ClientPtr client, access::Caller caller) {
    client->caller = caller;
    if (caller.may(Permission::moderate_quests)) co_return;
    std::vector<Channel> doubtful;
    if (client->follows_moderation) doubtful.push_back({Channel::Kind::moderation});
    for (auto const run : client->runs)
        doubtful.push_back(Channel::of(run));
    for (auto const& channel : doubtful) {
        auto const allowed = co_await may_follow(client, channel);
        if (allowed || !client->is_connected()) continue;
        unfollow(client, channel);
        client->outlet->lost(channel);
    }
}

void Hub::end(Client& client, Closing const& closing) {
    auto const at = with_.clock.now();
    LooseEvent const event{
        Channel{Channel::Kind::user},
        "session.closed",
        with_.wire.json(SessionClosedView{closing.reason}),
        at
    };
    client.outlet->expel(with_.wire.event(event), at, closing);
}

} // namespace qc::realtime

// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/hub.hpp"

#include <algorithm>
#include <set>

namespace qc::realtime {
namespace {

bool is_among(std::vector<UserId> const& users, UserId user) {
    return std::ranges::find(users, user) != users.end();
}

bool may_hear(Client const& client, std::vector<UserId> const& players) {
    return client.caller.may(access::Permission::moderate_quests) ||
           is_among(players, client.user());
}

} // namespace

void Hub::tell_run(live::Signal const& signal) {
    if (!signal.run || clients_.empty()) return;
    notices_.in_turn(signal, [this, signal] { return tell_readers_of_run(signal); });
}

Task<void> Hub::tell_readers_of_run(live::Signal signal) {
    auto const run = *signal.run;
    auto const players = co_await with_.queries.players(run);
    recheck_followers(run, players);
    auto const readers = readers_of_run(run, players);
    if (readers.empty()) co_return;
    if (signal.kind == live::Kind::run_point) {
        Notices::Audience const all = [this, run, players] {
            return listeners_of_run(run, players, std::nullopt);
        };
        co_await notices_.show(signal, all);
        co_return;
    }
    // To each apart: the reward that is shown in a run is that of its reader.
    for (auto const reader : readers) {
        signal.user = reader;
        Notices::Audience const one = [this, run, players, reader] {
            return listeners_of_run(run, players, reader);
        };
        co_await notices_.show(signal, one);
    }
}

std::set<UserId> Hub::readers_of_run(RunId run, std::vector<UserId> const& players) const {
    std::set<UserId> readers;
    for (auto const player : players)
        if (users_.contains(player)) readers.insert(player);
    auto const followers = runs_.find(run);
    if (followers == runs_.end()) return readers;
    for (auto const& client : followers->second)
        if (may_hear(*client, players)) readers.insert(client->user());
    return readers;
}

std::vector<Listeners> Hub::listeners_of_run(
    RunId run, std::vector<UserId> const& players, std::optional<UserId> only
) const {
    Listeners of_run{Channel::of(run)};
    Listeners of_user{Channel{Channel::Kind::user}};
    auto const followers = runs_.find(run);
    if (followers != runs_.end()) {
        for (auto const& client : followers->second) {
            bool const wanted = !only || client->user() == *only;
            if (wanted && may_hear(*client, players)) of_run.clients.push_back(client);
        }
    }
    for (auto const player : players) {
        if (only && player != *only) continue;
        for (auto const& client : this->of_user(player))
            if (client->follows_user && !client->runs.contains(run))
                of_user.clients.push_back(client);
    }
    return {std::move(of_run), std::move(of_user)};
}

/// Who was excluded hears that he follows the run no more.
void Hub::recheck_followers(RunId run, std::vector<UserId> const& players) {
    auto const followers = runs_.find(run);
    if (followers == runs_.end()) return;
    std::vector<ClientPtr> doubtful;
    for (auto const& client : followers->second)
        if (!may_hear(*client, players)) doubtful.push_back(client);
    if (!doubtful.empty()) recheck(std::move(doubtful));
}

} // namespace qc::realtime

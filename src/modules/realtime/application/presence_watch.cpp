// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/presence_watch.hpp"

#include <algorithm>

namespace qc::realtime {
namespace {

constexpr std::size_t remembered_users = 20'000;
constexpr std::size_t remembered_sources_max = 200'000;

} // namespace

PresenceWatch::PresenceWatch(Services const& services)
    : with_(services)
    , last_online_({remembered_users}, services.clock) {}

void PresenceWatch::observe(UserId user, PresenceState::Seen seen) {
    PresenceState const unknown(with_.offline_after);
    auto& local = local_.try_emplace(user, unknown).first->second;
    local.seen_in_round = true;
    if (auto const news = local.state.observe(seen, with_.clock.steady())) say(user, *news);
}

void PresenceWatch::end_round() {
    auto const now = with_.clock.steady();
    for (auto next = local_.begin(); next != local_.end();) {
        auto& [user, local] = *next;
        if (!std::exchange(local.seen_in_round, false)) {
            auto const news = local.state.observe(PresenceState::Seen::absent, now);
            if (news) say(user, *news);
        }
        next = local.state.told_online() ? std::next(next) : local_.erase(next);
    }
    for (auto const user : board_.expire(now))
        announce(user);
}

void PresenceWatch::say(UserId user, bool online) {
    live::Signal signal;
    signal.kind = live::Kind::presence;
    signal.subject = user;
    signal.id = with_.source;
    signal.active = online;
    with_.signals.publish(signal);
}

void PresenceWatch::hear(live::Signal const& signal) {
    if (!signal.subject) return;
    auto const user = *signal.subject;
    auto const was_online = board_.online(user);
    if (signal.active && !was_online && board_.size() >= remembered_sources_max) return;
    auto const changed = board_.hear({user, signal.id, signal.active}, with_.clock.steady());
    if (was_online || signal.active) last_online_.put(user, with_.clock.now());
    if (changed) announce(user);
}

void PresenceWatch::announce(UserId user) {
    auto const at = with_.clock.now();
    auto const rooms = with_.rooms.watched(user);
    if (rooms.empty()) return;
    auto const json = with_.wire.json(view(user));
    for (auto const& room : rooms) {
        LooseEvent const event{Channel::of(room->chat), "presence", json, at};
        with_.rooms.tell(*room, with_.wire.event(event), at, user);
    }
}

PresenceView PresenceWatch::view(UserId user) {
    PresenceView view;
    view.user_id = user;
    view.online = board_.online(user);
    if (view.online) {
        view.last_seen_at = to_minute(with_.clock.now());
    } else if (auto const* const last = last_online_.find(user)) {
        view.last_seen_at = to_minute(*last);
    }
    return view;
}

Task<std::vector<PresenceView>> PresenceWatch::of_chat(ChatId chat) {
    auto const users = co_await with_.rooms.participants(chat);
    std::vector<PresenceView> views;
    std::vector<UserId> unknown;
    for (auto const user : users) {
        views.push_back(view(user));
        if (!views.back().last_seen_at) unknown.push_back(user);
    }
    if (unknown.empty()) co_return views;
    auto const used = co_await with_.queries.last_used(std::move(unknown));
    for (auto const& [user, at] : used) {
        auto const one = std::ranges::find(views, user, &PresenceView::user_id);
        if (one != views.end() && !one->last_seen_at) one->last_seen_at = to_minute(at);
    }
    co_return views;
}

} // namespace qc::realtime

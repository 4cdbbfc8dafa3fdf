// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/notices.hpp"

#include "realtime/application/background.hpp"

namespace qc::realtime {
namespace {

constexpr std::size_t lane_limit = 2'000;

std::string_view event_name(live::Kind kind) {
    using live::Kind;
    switch (kind) {
    case Kind::typing:
        return "typing";
    case Kind::presence:
        return "presence";
    case Kind::unread:
        return "unread";
    case Kind::chat_created:
        return "chat.created";
    case Kind::chat_left:
        return "chat.left";
    case Kind::notification:
        return "notification";
    case Kind::friend_request:
        return "friend_request";
    case Kind::wallet:
        return "wallet";
    case Kind::friendship:
        return "friendship";
    case Kind::run_updated:
        return "run.updated";
    case Kind::run_point:
        return "run.point";
    case Kind::run_invitation:
        return "run.invitation";
    case Kind::quest_pending:
        return "quest.pending";
    case Kind::chat_event:
        break;
    }
    return "";
}

std::size_t lane_of(live::Signal const& signal) {
    if (signal.run) return std::hash<RunId>{}(*signal.run);
    if (signal.user) return std::hash<UserId>{}(*signal.user);
    return 0;
}

} // namespace

void Notices::tell(live::Signal const& signal, Audience audience) {
    in_turn(signal, [this, signal, audience = std::move(audience)] {
        return show(signal, audience);
    });
}

void Notices::in_turn(live::Signal const& signal, Work work) {
    auto& lane = lanes_[lane_of(signal) % lane_count];
    if (lane.waiting.size() >= lane_limit) {
        with_.metrics.dropped.increment();
        return;
    }
    lane.waiting.push_back(std::move(work));
    if (lane.is_busy) return;
    lane.is_busy = true;
    in_background(with_.executor, "realtime.notices", work_off(lane));
}

Task<void> Notices::work_off(Lane& lane) {
    struct Ended {
        Lane& lane;

        ~Ended() { lane.is_busy = false; }
    };

    Ended const ended{lane};
    while (!lane.waiting.empty()) {
        auto const work = std::move(lane.waiting.front());
        lane.waiting.pop_front();
        try {
            co_await work();
        } catch (std::exception const& failure) {
            report_failure("realtime.notices", failure);
            with_.metrics.dropped.increment();
        }
    }
}

Task<void> Notices::show(live::Signal signal, Audience audience) {
    auto data = co_await content(signal);
    if (!data) co_return;
    auto const at = with_.clock.now();
    LooseEvent event{{}, event_name(signal.kind), *std::move(data), at};
    for (auto const& listeners : audience()) {
        if (listeners.clients.empty()) continue;
        event.channel = listeners.channel;
        auto const frame = with_.wire.event(event);
        for (auto const& client : listeners.clients) {
            if (!client->is_connected()) continue;
            with_.metrics.events.increment();
            client->outlet->event(frame, at);
        }
    }
}

/// Nullopt when there is nothing to show.
Task<std::optional<std::string>> Notices::content(live::Signal signal) {
    auto const* const source = with_.sources.find(signal.kind);
    if (source != nullptr) co_return co_await (*source)(signal);
    if (signal.kind == live::Kind::chat_left && signal.chat)
        co_return with_.wire.json(ChatLeftView{*signal.chat});
    if (signal.kind == live::Kind::friendship && signal.subject) {
        co_return with_.wire.json(
            FriendshipView{*signal.subject, signal.active ? "added" : "removed"}
        );
    }
    co_return std::nullopt;
}

} // namespace qc::realtime

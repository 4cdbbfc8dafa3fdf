// SPDX-License-Identifier: Apache-2.0
#include "runs/application/start_run.hpp"

#include "runs/domain/errors.hpp"

#include <algorithm>

namespace qc::runs {
namespace {

constexpr std::chrono::hours invitation_life{24};

std::vector<UserId> without_repeats(std::vector<UserId> users) {
    std::ranges::sort(users);
    auto const repeats = std::ranges::unique(users);
    users.erase(repeats.begin(), repeats.end());
    return users;
}

std::vector<PointId> points_of(quests::Route const& route) {
    std::vector<PointId> points;
    std::ranges::transform(route.points, std::back_inserter(points), &quests::RoutePoint::id);
    return points;
}

} // namespace

Run StartRun::new_run(quests::Route const& route, UserId player, Instant now) {
    Run run;
    run.id = RunId{services_.random.uuid()};
    run.quest = route.quest;
    run.version = route.version;
    run.owner = player;
    if (!route.points.empty()) run.current_point = route.points.front().id;
    run.started_at = now;
    run.answers_revealed = services_.answers_revealed;
    run.expires_at = expiry(run, route.timeframe_h);
    return run;
}

Task<Result<Nothing>>
StartRun::check_right(Transaction& transaction, UserId player, QuestId quest, Instant now) {
    auto const offer = co_await services_.quests.offer(transaction, quest);
    if (!offer) co_return quests::quest_not_found;
    auto const right = co_await services_.wallets.right(transaction, player, quest, now);
    Ticket const ticket{
        quest,
        offer->price.cost + offer->price.amount,
        offer->price.is_subscription,
        right.purchased,
        right.subscribed
    };
    co_return check_ticket(ticket);
}

Task<void> StartRun::tell_invited(Transaction& transaction, NewRun const& started) {
    for (auto const& guest : started.invited) {
        notifications::Notice notice;
        notice.user = guest;
        notice.type = "run_invitation";
        notice.wording = notifications::Wording::run_invitation;
        notice.action = "questcity://runs/" + started.run.id.text();
        co_await services_.notifications.notify(transaction, std::move(notice));
    }
}

Task<Result<RunView>> StartRun::operator()(Transaction& transaction, Command command) {
    auto const now = services_.clock.now();
    NewRun started;
    started.session = command.session;
    started.position = command.position;
    started.invited = without_repeats(command.invited);
    started.invitations_expire_at = now + invitation_life;

    // The player is locked before the quest, whose row every start of the quest waits for.
    auto const player =
        co_await services_.runs.lock_player(transaction, command.player, started.invited, now);
    auto const route = co_await services_.quests.open_route(transaction, command.quest);
    if (!route) co_return quests::quest_not_found;
    QC_CHECK(co_await check_right(transaction, command.player, command.quest, now));
    QC_CHECK(check_may_start(command.quest, player.unfinished));
    QC_CHECK(check_group(started.invited.size(), route->group));
    if (player.invited_friends != std::ssize(started.invited)) co_return friendship_not_found;

    started.run = new_run(*route, command.player, now);
    started.points = points_of(*route);
    co_await services_.runs.open(transaction, started);
    for (auto const& run : player.expired)
        services_.news.run_changed(transaction, run);
    services_.news.run_changed(transaction, started.run.id);
    co_await tell_invited(transaction, started);
    Viewpoint const viewpoint{command.player, now};
    auto view = co_await services_.queries.run(&transaction, started.run.id, viewpoint);
    co_return *std::move(view);
}

} // namespace qc::runs

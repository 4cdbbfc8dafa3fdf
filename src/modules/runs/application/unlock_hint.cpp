// SPDX-License-Identifier: Apache-2.0
#include "runs/application/unlock_hint.hpp"

#include "runs/domain/errors.hpp"

#include <algorithm>

namespace qc::runs {
namespace {

struct VisibleHint {
    quests::RouteHint hint;
    PointId point;
};

/// Hints of points that are still locked do not exist for players.
Result<VisibleHint> visible_hint(Game const& game, PlayedRoute const& route, HintId hint) {
    for (auto const& point : route.shown.points) {
        auto const found = std::ranges::find(point.hints, hint, &quests::RouteHint::id);
        if (found == point.hints.end()) continue;
        auto const* const progress = game.progress_of(point.id);
        if (progress == nullptr || progress->state == PointState::locked) break;
        return VisibleHint{*found, point.id};
    }
    return hint_not_found;
}

wallets::Movement price_of(Run const& run, UserId player, std::int32_t cost) {
    wallets::Movement movement;
    movement.user = player;
    movement.kind = "hint";
    movement.amount = -cost;
    movement.description = "Hint";
    movement.quest = run.quest;
    movement.run = run.id;
    return movement;
}

} // namespace

Task<Result<HintBoughtView>> UnlockHint::operator()(Transaction& transaction, Command command) {
    auto const now = services_.clock.now();
    auto const game = co_await services_.runs.lock(transaction, command.run, now);
    if (!game || !game->has_member(command.player)) co_return run_not_found;
    QC_CHECK(require_active(game->run));
    auto const route =
        co_await services_.routes.get(transaction, game->run.quest, game->run.version);
    QC_TRY(auto const visible, visible_hint(*game, *route, command.hint));
    auto const& hint = visible.hint;
    bool const known = std::ranges::count(game->unlocked_hints, command.hint) > 0;
    if (known) co_return hint_already_unlocked;

    HintBoughtView view;
    view.hint = {hint.id, hint.text, hint.cost};
    view.balance =
        co_await services_.runs.add_hint(transaction, command.run, command.player, view.hint, now);
    if (hint.cost > 0) {
        auto movement = price_of(game->run, command.player, hint.cost);
        QC_TRY(auto const entry, co_await services_.wallets.move(transaction, std::move(movement)));
        view.balance = entry.balance_after;
    }
    // All players see what one has bought.
    services_.news.point_changed(transaction, command.run, visible.point);
    co_return view;
}

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#include "runs/application/settle_run.hpp"

#include "runs/domain/reward.hpp"
#include "runs/domain/score.hpp"

#include <algorithm>

namespace qc::runs {
namespace {

std::ptrdiff_t count_in(Game const& game, PointState state) {
    return std::ranges::count(game.points, state, &PointProgress::state);
}

RewardFacts
facts_of(Game const& game, quests::Route const& route, RewardCandidate const& candidate) {
    RewardFacts facts;
    facts.amount = route.reward;
    facts.is_author = route.author == candidate.user;
    facts.finished_before = candidate.finished_before;
    facts.auto_accrual = route.auto_accrual;
    facts.answers_revealed = game.run.answers_revealed;
    facts.has_doubtful_photo =
        count_in(game, PointState::review) + count_in(game, PointState::failed) > 0;
    return facts;
}

wallets::Movement reward_of(Run const& run, UserId user, std::int32_t amount) {
    wallets::Movement movement;
    movement.user = user;
    movement.kind = "reward";
    movement.amount = amount;
    movement.description = "Reward for a finished quest";
    movement.quest = run.quest;
    movement.run = run.id;
    return movement;
}

notifications::Notice finish_notice(Run const& run, UserId user) {
    notifications::Notice notice;
    notice.user = user;
    notice.type = "run_finished";
    notice.wording = notifications::Wording::run_finished;
    notice.values = {std::to_string(run.score)};
    notice.action = "questcity://runs/" + run.id.text();
    return notice;
}

} // namespace

std::int32_t score_of(Game const& game, Tally const& tally) {
    Performance performance;
    performance.passed_points =
        count_in(game, PointState::passed) + count_in(game, PointState::review);
    performance.wrong_answers = tally.wrong_answers;
    performance.hints = tally.hints;
    performance.active_time = active_time(game.run, game.run.finished_at.value_or(Instant{}));
    return score(performance);
}

Run SettleRun::finished(Game const& game, Settlement const& settlement, Instant now) {
    Game ended = game;
    ended.run.status = RunStatus::finished;
    ended.run.finished_at = now;
    ended.run.current_point = std::nullopt;
    ended.run.score = score_of(ended, settlement.tally);
    return ended.run;
}

Task<bool> SettleRun::pay_member(
    Transaction& transaction, Game const& game, UserId user, std::int32_t amount
) {
    auto movement = reward_of(game.run, user, amount);
    auto const paid = co_await wallets_.reward(transaction, std::move(movement));
    // A wallet at its cap takes no reward now; staff can pay it later.
    co_return paid.has_value();
}

Task<void> SettleRun::pay(
    Transaction& transaction, Game const& game, PlayedRoute const& route, Settlement settlement
) {
    auto const at = *game.run.finished_at;
    for (auto const& candidate : settlement.candidates) {
        auto decision = decide_reward(facts_of(game, route.shown, candidate));
        if (decision.path == RewardPath::ledger) {
            bool const paid =
                co_await pay_member(transaction, game, candidate.user, route.shown.reward);
            if (!paid) decision = {RewardPath::request, "manual"};
        }
        if (decision.path == RewardPath::request) {
            NewRewardRequest request{
                game.run.id,
                candidate.user,
                game.run.quest,
                route.shown.reward,
                std::string(decision.reason),
                at
            };
            co_await runs_.request_reward(transaction, std::move(request));
        }
        auto notice = finish_notice(game.run, candidate.user);
        co_await notifications_.notify(transaction, std::move(notice));
    }
}

Task<Result<bool>> SettleRun::pay_request(Transaction& transaction, RewardRequest request) {
    Run run;
    run.id = request.run;
    run.quest = request.quest;
    auto movement = reward_of(run, request.user, request.amount);
    QC_TRY(auto const entry, co_await wallets_.reward(transaction, std::move(movement)));
    co_return entry.has_value();
}

} // namespace qc::runs

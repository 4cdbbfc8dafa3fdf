// SPDX-License-Identifier: Apache-2.0
#include "runs/application/judge_plays.hpp"

#include "access/errors.hpp"
#include "runs/domain/errors.hpp"

#include <algorithm>

namespace qc::runs {
namespace {

Error own_run() {
    return Error{&access::permission_denied}.saying("Staff do not judge runs of their own.");
}

notifications::Notice review_notice(StoredCheckin const& checkin, RunId run, bool accepted) {
    notifications::Notice notice;
    notice.user = checkin.user;
    notice.type = "checkin_reviewed";
    notice.wording =
        accepted ? notifications::Wording::photo_accepted : notifications::Wording::photo_rejected;
    notice.action = "questcity://runs/" + run.text();
    return notice;
}

notifications::Notice reward_notice(RewardRequest const& request, bool approved) {
    notifications::Notice notice;
    notice.user = request.user;
    notice.type = approved ? "reward_approved" : "reward_rejected";
    notice.wording = approved ? notifications::Wording::reward_approved
                              : notifications::Wording::reward_rejected;
    notice.values = {std::to_string(request.amount)};
    notice.action = "questcity://runs/" + request.run.text();
    return notice;
}

bool has_any(Game const& game, PointState state) {
    return std::ranges::count(game.points, state, &PointProgress::state) > 0;
}

std::optional<std::int16_t> part_of(PlayedRoute const& route, StoredCheckin const& checkin) {
    if (!checkin.place) return std::nullopt;
    for (auto const& point : route.points) {
        auto const place = std::ranges::find(point.places, *checkin.place, &Place::id);
        if (place != point.places.end()) return place->part;
    }
    return std::nullopt;
}

Error amount_too_high(std::int32_t most) {
    std::vector<Problem> problems;
    problems.push_back(
        {{std::string("body"), std::string("amount")},
         "Input should be less than or equal to " + std::to_string(most),
         "less_than_equal"}
    );
    return invalid_input(std::move(problems));
}

} // namespace

Task<void>
ReviewCheckin::apply(Transaction& transaction, Game& game, PointId point, PhotoReview review) {
    auto const found = std::ranges::find(game.points, point, &PointProgress::point);
    if (found == game.points.end()) co_return;
    *found = after_review(*std::move(found), review);
    auto const progress = *found;
    co_await services_.runs.update_point(transaction, game.run.id, progress);
    services_.news.point_changed(transaction, game.run.id, point);
    if (review.accepted || game.run.status != RunStatus::finished) co_return;
    auto const settlement = co_await services_.runs.settlement(transaction, game.run.id);
    game.run.score = score_of(game, settlement.tally);
    co_await services_.runs.update(transaction, game.run);
}

Task<Result<Nothing>> ReviewCheckin::pay_waiting(
    Transaction& transaction, Game const& game, PlayedRoute const& route, Decision decision
) {
    bool const clean = game.run.status == RunStatus::finished &&
                       !has_any(game, PointState::review) && !has_any(game, PointState::failed);
    if (!clean || !route.shown.auto_accrual || game.run.answers_revealed) co_return nothing;
    auto const waiting = co_await services_.runs.lock_photo_requests(transaction, game.run.id);
    for (auto const& request : waiting) {
        QC_CHECK(co_await services_.settle_run.pay_request(transaction, request));
        co_await services_.runs.decide(transaction, request, decision);
        auto notice = reward_notice(request, true);
        co_await services_.notifications.notify(transaction, std::move(notice));
    }
    co_return nothing;
}

Task<Result<CheckinView>> ReviewCheckin::operator()(Transaction& transaction, Command command) {
    auto const now = services_.clock.now();
    auto game = co_await services_.runs.lock(transaction, command.run, now);
    if (!game) co_return checkin_not_found;
    if (game->has_member(command.staff)) co_return own_run();
    auto const checkin =
        co_await services_.runs.find_checkin(transaction, command.run, command.checkin);
    if (!checkin) co_return checkin_not_found;
    if (checkin->status != "review") co_return wrong_state(checkin->status, {"review"});

    Decision const decision{command.staff, now, command.accepted, command.comment};
    co_await services_.runs.review(transaction, command.checkin, decision);
    auto const route =
        co_await services_.routes.get(transaction, game->run.quest, game->run.version);
    PhotoReview const review{command.accepted, part_of(*route, *checkin), checkin->others_wait};
    co_await apply(transaction, *game, checkin->point, review);
    QC_CHECK(co_await pay_waiting(transaction, *game, *route, decision));
    services_.news.run_changed(transaction, command.run);
    auto notice = review_notice(*checkin, command.run, command.accepted);
    co_await services_.notifications.notify(transaction, std::move(notice));
    co_return co_await services_.queries.checkin(transaction, command.checkin);
}

Task<Result<RewardRequestView>>
DecideReward::operator()(Transaction& transaction, Command command) {
    auto request =
        co_await services_.runs.lock_reward_request(transaction, command.request, command.staff);
    if (!request) co_return reward_request_not_found;
    if (request->is_own_run) co_return own_run();
    if (request->status != "pending") co_return wrong_state(request->status, {"pending"});
    if (command.approved && command.amount) {
        if (*command.amount > request->amount) co_return amount_too_high(request->amount);
        request->amount = *command.amount;
    }
    if (command.approved) {
        QC_TRY(bool const paid, co_await services_.settle_run.pay_request(transaction, *request));
        if (!paid) co_return wrong_state("paid", {"pending"});
    }
    Decision const decision{
        command.staff, services_.clock.now(), command.approved, command.comment
    };
    co_await services_.runs.decide(transaction, *request, decision);
    services_.news.run_changed(transaction, request->run);
    auto notice = reward_notice(*request, command.approved);
    co_await services_.notifications.notify(transaction, std::move(notice));
    co_return co_await services_.queries.reward_request(transaction, command.request);
}

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#include "runs/application/read_runs.hpp"

#include "access/errors.hpp"
#include "runs/domain/errors.hpp"

#include <algorithm>

namespace qc::runs {
namespace {

using access::Permission;

bool plays_in(RunView const& run, UserId user) {
    return std::ranges::any_of(run.members, [&](MemberView const& member) {
        return member.user.id == user && member.status == "joined";
    });
}

double length_m(std::vector<Position> const& positions) {
    double total_m = 0;
    for (std::size_t i = 1; i < positions.size(); ++i)
        total_m += distance_m(positions[i - 1], positions[i]);
    return total_m;
}

std::int64_t attempts_at(Record const& record, PointId point) {
    auto const found = record.attempts.find(point);
    return found == record.attempts.end() ? 0 : found->second;
}

std::vector<PointResultView>
point_results(Board const& board, PlayedRoute const& route, Record const& record) {
    std::vector<PointResultView> results;
    auto since = board.game.run.started_at;
    for (auto const& point : route.shown.points) {
        PointResultView result;
        result.id = point.id;
        result.name = point.name;
        result.attempts = attempts_at(record, point.id);
        auto const* const progress = board.game.progress_of(point.id);
        if (progress != nullptr && progress->passed_at) {
            result.passed_at = progress->passed_at;
            auto const taken =
                std::chrono::floor<std::chrono::seconds>(*progress->passed_at - since);
            result.seconds = taken.count();
            since = *progress->passed_at;
        }
        results.push_back(std::move(result));
    }
    return results;
}

} // namespace

Viewpoint ReadRuns::viewpoint_of(access::Caller const& caller) const {
    return {caller.user, services_.clock.now()};
}

Task<Result<RunView>> ReadRuns::run(access::Caller const& caller, RunId run) {
    auto found = co_await services_.queries.run(nullptr, run, viewpoint_of(caller));
    if (!found) co_return run_not_found;
    bool const visible = caller.may(Permission::moderate_quests) || plays_in(*found, caller.user);
    if (!visible) co_return run_not_found;
    co_return *std::move(found);
}

Task<Result<Board>> ReadRuns::board(access::Caller const& caller, RunId run) {
    auto found = co_await services_.queries.board(run, services_.clock.now());
    if (!found) co_return run_not_found;
    bool const visible =
        caller.may(Permission::moderate_quests) || found->game.has_member(caller.user);
    if (!visible) co_return run_not_found;
    co_return *std::move(found);
}

Task<Result<PointsView>> ReadRuns::points(access::Caller const& caller, RunId run) {
    QC_TRY(auto const found, co_await board(caller, run));
    auto const& game = found.game;
    auto const route = co_await services_.routes.get(game.run.quest, game.run.version);
    PointsView view;
    for (std::size_t i = 0; i < route->points.size(); ++i)
        view.points.push_back(shown(found, *route, i));
    co_return view;
}

PointView ReadRuns::shown(Board const& board, PlayedRoute const& route, std::size_t index) const {
    auto point = services_.point_views.view(board.game, route, index);
    auto const& progress = *board.game.progress_of(point.id);
    if (progress.passed_by) point.passed_by = board.passers.at(*progress.passed_by);
    return point;
}

Task<std::optional<PointView>> ReadRuns::point(RunId run, PointId point) {
    auto const found = co_await services_.queries.board(run, services_.clock.now());
    if (!found) co_return std::nullopt;
    auto const& played = found->game.run;
    auto const route = co_await services_.routes.get(played.quest, played.version);
    auto const index = route->index_of(point);
    if (index < 0 || index >= std::ssize(route->points)) co_return std::nullopt;
    co_return shown(*found, *route, static_cast<std::size_t>(index));
}

Task<std::optional<RunView>> ReadRuns::run_for(UserId reader, RunId run) {
    Viewpoint const viewpoint{reader, services_.clock.now()};
    co_return co_await services_.queries.run(nullptr, run, viewpoint);
}

Task<Result<Page<CheckinView>>>
ReadRuns::checkins(access::Caller const& caller, RunId run, PageRequest page) {
    QC_CHECK(co_await board(caller, run));
    co_return co_await services_.queries.checkins(run, page);
}

Task<Result<ResultsView>> ReadRuns::results(access::Caller const& caller, RunId run) {
    QC_TRY(auto const found, co_await board(caller, run));
    auto const& ended = found.game.run;
    if (!ended.finished_at) {
        co_return wrong_state(name_of(ended.status), {"finished", "abandoned", "expired"});
    }
    auto const route = co_await services_.routes.get(ended.quest, ended.version);
    auto const record = co_await services_.queries.record(ended);
    QC_TRY(auto view, co_await this->run(caller, run));

    ResultsView results;
    results.seconds = view.active_seconds;
    results.distance_meters = length_m(record.positions);
    for (auto const& [point, attempts] : record.attempts)
        results.attempts += attempts;
    results.hints_used = std::ssize(found.game.unlocked_hints);
    results.score = view.score;
    results.rank = record.rank;
    results.reward = view.reward;
    results.points = point_results(found, *route, record);
    results.run = std::move(view);
    co_return results;
}

Task<Result<Page<RunView>>>
ReadRuns::list(access::Caller const& caller, RunFilter filter, PageRequest page) {
    if (filter.user != caller.user && !caller.may(Permission::moderate_quests)) {
        co_return Error{&access::permission_denied}.with(
            "permission", std::string("moderate_quests")
        );
    }
    auto const viewpoint = viewpoint_of(caller);
    co_return co_await services_.queries.runs(std::move(filter), page, viewpoint);
}

Task<std::optional<RunView>> ReadRuns::current(access::Caller const& caller) {
    auto const viewpoint = viewpoint_of(caller);
    co_return co_await services_.queries.current(viewpoint);
}

} // namespace qc::runs

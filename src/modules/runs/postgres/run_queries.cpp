// SPDX-License-Identifier: Apache-2.0
#include "runs/postgres/run_queries.hpp"

#include "runs/postgres/rows.hpp"
#include "sql/runs.hpp"

#include <algorithm>
#include <stdexcept>

namespace qc::runs {
namespace {

using pg::parameters;
using pg::Query;

constexpr std::string_view default_picture = "static/default-quest.png";

struct ViewRow : RunRow {
    std::optional<ChatId> chat_id;
    std::string quest_name;
    std::optional<std::string> image;
    std::int16_t group_limit = 1;
    std::int32_t route_reward = 0;
    std::optional<std::int32_t> paid_amount;
    std::optional<std::int32_t> requested_amount;
    std::optional<std::string> request_status;
    std::int64_t passed = 0;
    std::int64_t total = 0;
};

BOOST_DESCRIBE_STRUCT(
    ViewRow,
    (RunRow),
    (chat_id,
     quest_name,
     image,
     group_limit,
     route_reward,
     paid_amount,
     requested_amount,
     request_status,
     passed,
     total)
)

struct MemberRow : PersonRow {
    RunId run_id;
    std::string status;
    Instant joined_at;
};

BOOST_DESCRIBE_STRUCT(MemberRow, (PersonRow), (run_id, status, joined_at))

struct AttemptsRow {
    PointId point_id;
    std::int64_t attempts = 0;
};

BOOST_DESCRIBE_STRUCT(AttemptsRow, (), (point_id, attempts))

struct PositionRow {
    double latitude = 0;
    double longitude = 0;
};

BOOST_DESCRIBE_STRUCT(PositionRow, (), (latitude, longitude))

RewardView reward_of(ViewRow const& row, Run const& run) {
    if (row.paid_amount) return {*row.paid_amount, "paid"};
    if (row.request_status) return {row.requested_amount.value_or(0), *row.request_status};
    bool const is_over = run.finished_at.has_value();
    return {is_over ? 0 : row.route_reward, "none"};
}

RunView view_of(ViewRow const& row, files::Files const& files, Instant now) {
    auto const run = run_of(row, now);
    RunView view;
    view.id = run.id;
    view.quest_id = run.quest;
    view.quest_name = row.quest_name;
    view.image = files.public_url(row.image ? *row.image : std::string(default_picture));
    view.status = std::string(name_of(run.status));
    view.group_limit = row.group_limit;
    view.chat_id = row.chat_id;
    view.started_at = run.started_at;
    view.paused_at = run.paused_at;
    view.finished_at = run.finished_at;
    view.expires_at = run.expires_at;
    view.active_seconds = active_time(run, now).count();
    view.progress = {row.passed, row.total};
    view.current_point_id = run.current_point;
    view.reward = reward_of(row, run);
    view.score = run.score;
    return view;
}

void add_member(std::vector<RunView>& views, MemberRow const& row, files::Files const& files) {
    auto const run = std::ranges::find(views, row.run_id, &RunView::id);
    if (run != views.end())
        run->members.push_back({user_of(row, files), row.status, row.joined_at});
}

} // namespace

Task<std::vector<RunView>>
PostgresRunQueries::views(Transaction* transaction, std::vector<RunId> ids, Viewpoint viewpoint) {
    auto all = pg::queries(
        Query(sql::view_runs, parameters(ids, viewpoint.viewer)),
        Query(sql::view_members, parameters(ids))
    );
    std::vector<pg::Rows> answers;
    if (transaction == nullptr) {
        answers = co_await database_.read_together(std::move(all));
    } else {
        answers = co_await database_.execute_together(*transaction, std::move(all));
    }
    std::vector<RunView> views;
    std::vector<UserId> owners;
    for (auto const& row : pg::rows_as<ViewRow>(answers[0])) {
        views.push_back(view_of(row, files_, viewpoint.now));
        owners.push_back(row.owner_id);
    }
    for (auto const& row : pg::rows_as<MemberRow>(answers[1]))
        add_member(views, row, files_);
    for (std::size_t i = 0; i < views.size(); ++i) {
        for (auto const& member : views[i].members) {
            if (member.user.id == owners[i]) views[i].owner = member.user;
        }
    }
    co_return views;
}

Task<std::optional<RunView>>
PostgresRunQueries::run(Transaction* transaction, RunId run, Viewpoint viewpoint) {
    std::vector<RunId> ids(1, run);
    auto found = co_await views(transaction, std::move(ids), viewpoint);
    if (found.empty()) co_return std::nullopt;
    co_return std::move(found.front());
}

Task<Page<RunView>>
PostgresRunQueries::runs(RunFilter filter, PageRequest page, Viewpoint viewpoint) {
    auto const now = viewpoint.now;
    auto const answers = co_await database_.read_together(pg::queries(
        Query(
            sql::count_runs, parameters(filter.user, filter.status, filter.quest, filter.role, now)
        ),
        Query(
            sql::list_runs,
            parameters(
                filter.user, filter.status, filter.quest, filter.role, now, page.size, page.offset()
            )
        )
    ));
    Page<RunView> listed;
    listed.total = pg::only_row<std::int64_t>(answers[0]);
    listed.page = page.page;
    listed.size = page.size;
    auto ids = pg::rows_as<RunId>(answers[1]);
    viewpoint.viewer = filter.user;
    listed.items = co_await views(nullptr, std::move(ids), viewpoint);
    co_return listed;
}

Task<std::optional<RunView>> PostgresRunQueries::current(Viewpoint viewpoint) {
    auto const rows =
        co_await database_.read(sql::current_run, parameters(viewpoint.viewer, viewpoint.now));
    auto const id = pg::row_as<RunId>(rows);
    if (!id) co_return std::nullopt;
    co_return co_await run(nullptr, *id, viewpoint);
}

Task<std::optional<Board>> PostgresRunQueries::board(RunId run, Instant now) {
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::find_run, parameters(run)),
        Query(sql::joined_members, parameters(run)),
        Query(sql::points_of_run, parameters(run)),
        Query(sql::hints_of_run, parameters(run))
    ));
    GameRows const rows{answers[0], answers[1], answers[2], answers[3]};
    auto game = game_of(rows, now);
    if (!game) co_return std::nullopt;
    Board board;
    board.game = *std::move(game);
    for (auto const& row : pg::rows_as<PointRow>(answers[2])) {
        if (!row.passed_by) continue;
        PersonRow const person{
            *row.passed_by, row.first_name.value_or(""), row.last_name.value_or(""), row.avatar_url
        };
        board.passers[*row.passed_by] = user_of(person, files_);
    }
    co_return board;
}

Task<Record> PostgresRunQueries::record(Run run) {
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::attempts_of_points, parameters(run.id)),
        Query(sql::accepted_positions, parameters(run.id)),
        Query(sql::rank_of_run, parameters(run.quest, run.score))
    ));
    Record record;
    for (auto const& row : pg::rows_as<AttemptsRow>(answers[0]))
        record.attempts[row.point_id] = row.attempts;
    for (auto const& row : pg::rows_as<PositionRow>(answers[1]))
        record.positions.push_back({row.latitude, row.longitude});
    record.rank = pg::only_row<std::int64_t>(answers[2]);
    co_return record;
}

} // namespace qc::runs

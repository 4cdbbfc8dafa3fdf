// SPDX-License-Identifier: Apache-2.0
#include "runs/postgres/runs.hpp"

#include "runs/postgres/rows.hpp"
#include "sql/runs.hpp"

namespace qc::runs {
namespace {

using pg::parameters;
using pg::Query;

struct UnfinishedRow {
    RunId id;
    QuestId quest_id;
};

BOOST_DESCRIBE_STRUCT(UnfinishedRow, (), (id, quest_id))

struct FixRow {
    double latitude = 0;
    double longitude = 0;
    double accuracy = 0;
    Instant created_at;
};

BOOST_DESCRIBE_STRUCT(FixRow, (), (latitude, longitude, accuracy, created_at))

Query checkin_query(CheckinRecord const& record) {
    return {
        sql::add_checkin,
        parameters(
            record.run,
            record.point,
            record.place,
            record.user,
            record.status,
            record.reason,
            record.latitude,
            record.longitude,
            record.accuracy_m,
            record.altitude_m,
            record.heading,
            record.distance_m,
            record.photo_key,
            record.client_time,
            record.session,
            record.at
        )
    };
}

Query attempt_query(CheckinRecord const& record) {
    return {sql::count_attempt, parameters(record.run, record.point)};
}

Query point_query(RunId run, PointProgress const& point) {
    return {
        sql::update_point,
        parameters(
            run,
            point.point,
            name_of(point.state),
            point.passed_at,
            point.passed_by,
            point.parts_collected
        )
    };
}

Query run_query(Run const& run) {
    return {
        sql::update_run,
        parameters(
            run.id,
            name_of(run.status),
            run.current_point,
            run.paused_at,
            run.paused_seconds,
            run.finished_at,
            run.expires_at,
            run.score
        )
    };
}

std::vector<Query> update_queries(Run const& run) {
    auto all = pg::queries(run_query(run));
    if (run.finished_at) all.emplace_back(sql::close_invitations, parameters(run.id));
    return all;
}

std::vector<Query> game_queries(RunId run) {
    return pg::queries(
        Query(sql::lock_run, parameters(run)),
        Query(sql::joined_members, parameters(run)),
        Query(sql::points_of_run, parameters(run)),
        Query(sql::hints_of_run, parameters(run))
    );
}

std::optional<Game> game_from(std::vector<pg::Rows> const& answers, Instant now) {
    GameRows const rows{answers[0], answers[1], answers[2], answers[3]};
    return game_of(rows, now);
}

std::vector<Query> opening_queries(NewRun const& started) {
    auto const& run = started.run;
    auto all = pg::queries(
        Query(
            sql::open_run,
            parameters(
                run.id,
                run.quest,
                run.version,
                run.owner,
                run.current_point,
                run.started_at,
                run.expires_at,
                run.answers_revealed
            )
        ),
        Query(sql::open_member, parameters(run.id, run.owner, run.started_at)),
        Query(sql::open_points, parameters(run.id, started.points))
    );
    if (started.position) {
        all.emplace_back(
            sql::open_fix,
            parameters(
                run.id,
                run.owner,
                run.started_at,
                started.position->latitude,
                started.position->longitude,
                run.quest,
                started.session
            )
        );
    }
    if (!started.invited.empty()) {
        all.emplace_back(
            sql::open_invitations,
            parameters(
                run.id, run.owner, started.invited, run.started_at, started.invitations_expire_at
            )
        );
    }
    return all;
}

} // namespace

Task<Player> PostgresRuns::lock_player(
    Transaction& transaction, UserId user, std::vector<UserId> invited, Instant now
) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::lock_player, parameters(user)),
            Query(sql::expire_of_player, parameters(user, now)),
            Query(sql::unfinished_of_player, parameters(user, now)),
            Query(sql::count_friends, parameters(user, invited))
        )
    );
    Player player;
    player.expired = pg::rows_as<RunId>(answers[1]);
    for (auto const& row : pg::rows_as<UnfinishedRow>(answers[2]))
        player.unfinished.push_back({row.id, row.quest_id});
    player.invited_friends = pg::only_row<std::int64_t>(answers[3]);
    co_return player;
}

Task<void> PostgresRuns::open(Transaction& transaction, NewRun run) {
    co_await database_.execute_together(transaction, opening_queries(run));
}

Task<std::optional<Game>> PostgresRuns::lock(Transaction& transaction, RunId run, Instant now) {
    auto const answers = co_await database_.execute_together(transaction, game_queries(run));
    co_return game_from(answers, now);
}

Task<std::optional<Turn>> PostgresRuns::lock_turn(
    Transaction& transaction, RunId run, PointId point, UserId user, Instant now
) {
    auto all = game_queries(run);
    all.emplace_back(sql::wrong_answers_since, parameters(user, point, now - wrong_answer_window));
    all.emplace_back(sql::last_fix, parameters(user));
    auto const answers = co_await database_.execute_together(transaction, std::move(all));
    auto game = game_from(answers, now);
    if (!game) co_return std::nullopt;
    Turn turn;
    turn.game = *std::move(game);
    turn.wrong_answers = pg::rows_as<Instant>(answers[4]);
    if (auto const fix = pg::row_as<FixRow>(answers[5])) {
        Position const position{fix->latitude, fix->longitude};
        turn.last_fix = LastFix{{position, fix->accuracy}, fix->created_at};
    }
    co_return turn;
}

Task<void> PostgresRuns::reject(Transaction& transaction, CheckinRecord record) {
    co_await database_.execute_together(
        transaction, pg::queries(checkin_query(record), attempt_query(record))
    );
}

Task<CheckinId> PostgresRuns::accept(
    Transaction& transaction, CheckinRecord record, std::vector<PointProgress> changed, Run run
) {
    auto all = pg::queries(checkin_query(record), attempt_query(record));
    for (auto const& point : changed)
        all.push_back(point_query(run.id, point));
    for (auto& query : update_queries(run))
        all.push_back(std::move(query));
    auto const answers = co_await database_.execute_together(transaction, std::move(all));
    co_return pg::only_row<CheckinId>(answers[0]);
}

Task<void> PostgresRuns::update(Transaction& transaction, Run run) {
    co_await database_.execute_together(transaction, update_queries(run));
}

Task<void> PostgresRuns::update_point(Transaction& transaction, RunId run, PointProgress point) {
    co_await database_.execute_together(transaction, pg::queries(point_query(run, point)));
}

Task<std::int32_t> PostgresRuns::add_hint(
    Transaction& transaction, RunId run, UserId user, UnlockedHintView hint, Instant now
) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::add_hint, parameters(run, hint.id, user, hint.cost, now)),
            Query(sql::balance_of, parameters(user))
        )
    );
    co_return pg::only_row<std::int32_t>(answers[1]);
}

Task<std::vector<RunId>> PostgresRuns::expire_due(Instant now) {
    auto const rows = co_await database_.write(sql::expire_due, parameters(now));
    co_return pg::rows_as<RunId>(rows);
}

} // namespace qc::runs

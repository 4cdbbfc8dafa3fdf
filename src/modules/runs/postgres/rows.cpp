// SPDX-License-Identifier: Apache-2.0
#include "runs/postgres/rows.hpp"

#include <algorithm>
#include <stdexcept>

namespace qc::runs {
namespace {

template <class T>
T known(std::optional<T> value) {
    if (!value) throw std::logic_error("a state that the program does not know");
    return *value;
}

} // namespace

Run run_of(RunRow const& row, Instant now) {
    Run run;
    run.id = row.id;
    run.quest = row.quest_id;
    run.version = row.version;
    run.owner = row.owner_id;
    run.status = known(run_status_named(row.status));
    run.current_point = row.current_point_id;
    run.started_at = row.started_at;
    run.paused_at = row.paused_at;
    run.paused_seconds = row.paused_seconds;
    run.finished_at = row.finished_at;
    run.expires_at = row.expires_at;
    run.score = row.score;
    run.answers_revealed = row.answers_revealed;
    return as_of(std::move(run), now);
}

PointProgress progress_of(PointRow const& row) {
    PointProgress progress;
    progress.point = row.point_id;
    progress.state = known(point_state_named(row.state));
    progress.passed_at = row.passed_at;
    progress.passed_by = row.passed_by;
    progress.parts_collected = row.parts_collected;
    return progress;
}

std::optional<Game> game_of(GameRows const& rows, Instant now) {
    auto const row = pg::row_as<RunRow>(rows.run);
    if (!row) return std::nullopt;
    Game game;
    game.run = run_of(*row, now);
    game.members = pg::rows_as<UserId>(rows.members);
    auto const points = pg::rows_as<PointRow>(rows.points);
    std::ranges::transform(points, std::back_inserter(game.points), progress_of);
    game.unlocked_hints = pg::rows_as<HintId>(rows.hints);
    return game;
}

UserRef user_of(PersonRow const& row, files::Files const& files) {
    UserRef user{row.user_id, row.first_name, row.last_name, {}};
    if (row.avatar_url) user.profile.avatar_url = files.public_url(*row.avatar_url);
    return user;
}

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "pg/rows.hpp"
#include "runs/application/queries.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qc::runs {

struct RunRow {
    RunId id;
    QuestId quest_id;
    std::int32_t version = 1;
    UserId owner_id;
    std::string status;
    std::optional<PointId> current_point_id;
    Instant started_at;
    std::optional<Instant> paused_at;
    std::int32_t paused_seconds = 0;
    std::optional<Instant> finished_at;
    std::optional<Instant> expires_at;
    std::int32_t score = 0;
    bool answers_revealed = false;
};

BOOST_DESCRIBE_STRUCT(
    RunRow,
    (),
    (id,
     quest_id,
     version,
     owner_id,
     status,
     current_point_id,
     started_at,
     paused_at,
     paused_seconds,
     finished_at,
     expires_at,
     score,
     answers_revealed)
)

struct PointRow {
    PointId point_id;
    std::string state;
    std::optional<Instant> passed_at;
    std::optional<UserId> passed_by;
    std::vector<std::int16_t> parts_collected;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    std::optional<std::string> avatar_url;
};

BOOST_DESCRIBE_STRUCT(
    PointRow,
    (),
    (point_id, state, passed_at, passed_by, parts_collected, first_name, last_name, avatar_url)
)

/// The run as it is at `now`.
[[nodiscard]] Run run_of(RunRow const& row, Instant now);

[[nodiscard]] PointProgress progress_of(PointRow const& row);

/// Answers to: run, joined members, points, hints.
struct GameRows {
    pg::Rows const& run;
    pg::Rows const& members;
    pg::Rows const& points;
    pg::Rows const& hints;
};

[[nodiscard]] std::optional<Game> game_of(GameRows const& rows, Instant now);

/// Columns that every joined user has.
struct PersonRow {
    UserId user_id;
    std::string first_name;
    std::string last_name;
    std::optional<std::string> avatar_url;
};

BOOST_DESCRIBE_STRUCT(PersonRow, (), (user_id, first_name, last_name, avatar_url))

[[nodiscard]] UserRef user_of(PersonRow const& row, files::Files const& files);

} // namespace qc::runs

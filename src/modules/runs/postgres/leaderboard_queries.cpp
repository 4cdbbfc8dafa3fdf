// SPDX-License-Identifier: Apache-2.0
#include "runs/postgres/leaderboard_queries.hpp"

#include "pg/rows.hpp"
#include "sql/runs.hpp"

#include <boost/describe/class.hpp>

namespace qc::runs {
namespace {

using pg::parameters;

/// A row without rank stands for an empty page: it only has the total.
struct PlaceRow {
    std::int64_t total = 0;
    std::optional<std::int64_t> rank;
    std::optional<std::int64_t> score;
    std::optional<UserId> user_id;
    std::optional<std::string> username;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    std::optional<std::string> full_name;
    std::optional<Instant> created_at;
    std::optional<Instant> updated_at;
    std::optional<ProfileId> profile_id;
    std::optional<std::string> avatar_url;
    std::optional<std::string> instagram_username;
};

BOOST_DESCRIBE_STRUCT(
    PlaceRow,
    (),
    (total,
     rank,
     score,
     user_id,
     username,
     first_name,
     last_name,
     full_name,
     created_at,
     updated_at,
     profile_id,
     avatar_url,
     instagram_username)
)

struct LeaderRow : PlaceRow {
    std::optional<std::int64_t> finished_runs;
    std::optional<bool> is_on_page;
};

BOOST_DESCRIBE_STRUCT(LeaderRow, (PlaceRow), (finished_runs, is_on_page))

struct QuestLeaderRow : PlaceRow {
    bool is_known = false;
    std::optional<std::int64_t> seconds;
    std::optional<Instant> finished_at;
};

BOOST_DESCRIBE_STRUCT(QuestLeaderRow, (PlaceRow), (is_known, seconds, finished_at))

people::UserPublic user_of(PlaceRow const& row, files::Files const& files) {
    people::UserPublic user;
    user.id = row.user_id.value();
    user.username = row.username.value();
    user.first_name = row.first_name.value();
    user.last_name = row.last_name.value();
    user.full_name = row.full_name.value();
    user.profile.id = row.profile_id.value();
    if (row.avatar_url) user.profile.avatar_url = files.public_url(*row.avatar_url);
    user.profile.instagram_username = row.instagram_username.value();
    user.created_at = row.created_at.value();
    user.updated_at = row.updated_at.value();
    return user;
}

} // namespace

Task<LeaderboardView>
PostgresLeaderboardQueries::all(std::optional<Instant> since, UserId viewer, PageRequest page) {
    auto const rows = co_await database_.read(
        sql::leaderboard, parameters(since, viewer, page.offset(), page.size)
    );
    Page<LeaderView> counted;
    counted.size = page.size;
    LeaderboardView board;
    for (auto const& row : pg::rows_as<LeaderRow>(rows)) {
        counted.total = row.total;
        if (!row.rank) continue;
        auto const score = row.score.value();
        auto const finished_runs = row.finished_runs.value();
        if (row.user_id == viewer) board.me = OwnRankView{*row.rank, score, finished_runs};
        if (row.is_on_page == true)
            board.items.push_back({*row.rank, user_of(row, files_), score, finished_runs});
    }
    board.total = counted.total;
    board.page = page.page;
    board.size = page.size;
    board.pages = counted.pages();
    co_return board;
}

Task<std::optional<Page<QuestLeaderView>>>
PostgresLeaderboardQueries::of_quest(QuestId quest, PageRequest page) {
    auto const rows = co_await database_.read(
        sql::quest_leaderboard, parameters(quest, page.offset(), page.size)
    );
    Page<QuestLeaderView> listed;
    listed.page = page.page;
    listed.size = page.size;
    for (auto const& row : pg::rows_as<QuestLeaderRow>(rows)) {
        if (!row.is_known) co_return std::nullopt;
        listed.total = row.total;
        if (!row.rank) continue;
        listed.items.push_back(
            {*row.rank,
             user_of(row, files_),
             row.score.value(),
             row.seconds.value(),
             row.finished_at.value()}
        );
    }
    co_return listed;
}

} // namespace qc::runs

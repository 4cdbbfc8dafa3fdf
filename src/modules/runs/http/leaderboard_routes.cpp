// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"
#include "people/wire.hpp"
#include "runs/http/inputs.hpp"
#include "runs/http/routes.hpp"

#include <array>

namespace qc::runs {

BOOST_DESCRIBE_STRUCT(LeaderView, (), (rank, user, score, finished_runs))
BOOST_DESCRIBE_STRUCT(OwnRankView, (), (rank, score, finished_runs))
BOOST_DESCRIBE_STRUCT(LeaderboardView, (), (items, total, page, size, pages, me))
BOOST_DESCRIBE_STRUCT(QuestLeaderView, (), (rank, user, score, seconds, finished_at))

namespace {

using access::Permission;

enum class Period { week, month, all };

struct LeaderboardQuery : PageQuery {
    std::optional<Period> period;
};

BOOST_DESCRIBE_STRUCT(LeaderboardQuery, (PageQuery), (period))

struct QuestPath {
    QuestId id;
};

BOOST_DESCRIBE_STRUCT(QuestPath, (), (id))

http::RouteSpec leaderboard_spec() {
    return {
        .path = "/api/v1/leaderboard",
        .summary = "Players by the sum of their best runs",
        .tag = "runs",
        .access = http::may(Permission::view_quests)
    };
}

http::RouteSpec quest_leaderboard_spec() {
    return {
        .path = "/api/v1/quests/{id}/leaderboard",
        .summary = "Best run of every player of a quest",
        .tag = "runs",
        .access = http::may(Permission::view_quests),
        .errors = {&quests::quest_not_found}
    };
}

std::optional<Instant> start_of(std::optional<Period> period, Instant now) {
    using std::chrono::days;
    if (period == Period::week) return now - days{7};
    if (period == Period::month) return now - days{30};
    return std::nullopt;
}

} // namespace
} // namespace qc::runs

template <>
struct qc::contract::EnumNames<qc::runs::Period> {
    using enum qc::runs::Period;
    static constexpr std::array value{
        std::pair{week, std::string_view("week")},
        std::pair{month, std::string_view("month")},
        std::pair{all, std::string_view("all")},
    };
};

namespace qc::runs {

void add_leaderboard_routes(http::Routes& routes, UseCases use_cases) {
    using All = http::Call<http::None, LeaderboardQuery>;
    routes.push_back(http::plain_route<LeaderboardView, http::None, LeaderboardQuery>(
        leaderboard_spec(),
        [&boards = use_cases.leaderboards,
         &clock = use_cases.clock](All const& call) -> Task<Result<LeaderboardView>> {
            auto const since = start_of(call.query.period, clock.now());
            co_return co_await boards.all(since, call.caller().user, call.query.request());
        }
    ));
    using OfQuest = http::Call<QuestPath, PageQuery>;
    using Leaders = Page<QuestLeaderView>;
    routes.push_back(http::plain_route<Leaders, QuestPath, PageQuery>(
        quest_leaderboard_spec(),
        [&boards = use_cases.leaderboards](OfQuest const& call) -> Task<Result<Leaders>> {
            auto found = co_await boards.of_quest(call.path.id, call.query.request());
            if (!found) co_return quests::quest_not_found;
            co_return *std::move(found);
        }
    ));
}

} // namespace qc::runs

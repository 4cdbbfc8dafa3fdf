// SPDX-License-Identifier: Apache-2.0
#include "runs/tests/run_test.hpp"

#include <gtest/gtest.h>

namespace qc::runs::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

class Lifecycle : public RunTest {};

TEST_F(Lifecycle, PausedTimeDoesNotCount) {
    auto const owner = player();
    auto const quest = simple_quest();
    auto const run = start(quest, owner);
    api().clock().advance(10min);
    auto const paused = change(run, "pause", owner);
    EXPECT_EQ(paused.at("/status"), "paused");
    EXPECT_EQ(change(run, "pause", owner).code(), "INVALID_STATE");
    EXPECT_EQ(check_in(run, points_of(quest)[0], "", owner).code(), "INVALID_STATE");
    api().clock().advance(1h);
    auto const resumed = change(run, "resume", owner);
    EXPECT_EQ(resumed.at("/activeSeconds"), 600);
    EXPECT_TRUE(resumed.at("/pausedAt").is_null());
    auto const refused = change(run, "resume", owner);
    EXPECT_EQ(refused.at("/details/state"), "active");
    EXPECT_EQ(refused.at("/details/allowed/0"), "paused");
}

TEST_F(Lifecycle, OnlyTheOwnerChangesARun) {
    auto const owner = player();
    auto const run = start(simple_quest(), owner);
    auto const pal = player();
    join(run, pal);
    for (auto const* verb : {"pause", "resume", "abandon", "finish"}) {
        EXPECT_EQ(change(run, verb, pal).code(), "PERMISSION_DENIED");
        EXPECT_EQ(change(run, verb, player()).code(), "RUN_NOT_FOUND");
    }
}

TEST_F(Lifecycle, AbandonedRunIsFinal) {
    auto const owner = player();
    auto const run = start(simple_quest(9), owner);
    auto const pal = player();
    execute(
        "insert into run_invitation (run_id, from_id, to_id, expires_at) select id, owner_id, '" +
        pal.user.text() + "', now() from quest_run"
    );
    auto const abandoned = change(run, "abandon", owner);
    EXPECT_EQ(abandoned.at("/status"), "abandoned");
    EXPECT_EQ(abandoned.at("/reward/amount"), 0);
    EXPECT_EQ(change(run, "resume", owner).code(), "INVALID_STATE");
    EXPECT_EQ(change(run, "finish", owner).code(), "INVALID_STATE");
    EXPECT_EQ(text("select status from run_invitation"), "expired");
    EXPECT_EQ(balance_of(owner), 0);
}

TEST_F(Lifecycle, LastPointFinishesTheRunAndFinishRepeatsNothing) {
    auto const owner = player();
    auto const quest = simple_quest(9);
    auto const run = start(quest, owner);
    EXPECT_EQ(change(run, "finish", owner).code(), "INVALID_STATE");
    api().clock().advance(59s);
    play(run, quest, owner);
    auto const finished = change(run, "finish", owner);
    EXPECT_EQ(finished.status, 200);
    EXPECT_EQ(finished.at("/status"), "finished");
    EXPECT_EQ(finished.at("/score"), 400);
    EXPECT_EQ(finished.at("/reward/state"), "paid");
    EXPECT_TRUE(finished.at("/currentPointId").is_null());
    EXPECT_EQ(balance_of(owner), 9);
    ASSERT_EQ(notices.sent.size(), 1U);
    EXPECT_EQ(notices.sent[0].type, "run_finished");
}

TEST_F(Lifecycle, TimeframeExpiresTheRunOnReadsWritesAndInTheSweeper) {
    auto const owner = player();
    QuestSeed seed;
    seed.timeframe_h = std::int16_t{3};
    seed.points = {PointSeed{"Bridge"}, PointSeed{"Mill"}};
    auto const quest = make_quest(seed);
    auto const run = start(quest, owner);
    api().clock().advance(3h);
    auto const expired = shown(run, owner);
    EXPECT_EQ(expired.at("/status"), "expired");
    EXPECT_EQ(expired.at("/finishedAt"), "2026-01-31T15:00:00.000000Z");
    EXPECT_EQ(check_in(run, points_of(quest)[0], "", owner).at("/details/state"), "expired");
    EXPECT_EQ(api().get("/api/v1/runs?status=expired", &owner).at("/total"), 1);
    EXPECT_EQ(api().get("/api/v1/runs?status=active", &owner).at("/total"), 0);
    EXPECT_EQ(text("select status from quest_run"), "active");
    sweep();
    EXPECT_EQ(text("select status from quest_run"), "expired");
    EXPECT_EQ(shown(run, owner).at("/finishedAt"), "2026-01-31T15:00:00.000000Z");
}

TEST_F(Lifecycle, RunsAreListedByRoleQuestAndStatus) {
    auto const owner = player();
    auto const pal = player();
    auto const quest = simple_quest();
    auto const run = start(quest, owner);
    join(run, pal);
    start(simple_quest(), pal);
    auto const list = [&](std::string const& query, access::Caller const& caller) {
        return api().get("/api/v1/runs" + query, &caller);
    };
    EXPECT_EQ(list("", pal).at("/total"), 2);
    EXPECT_EQ(list("?role=owner", pal).at("/total"), 1);
    EXPECT_EQ(list("?role=member", pal).at("/items/0/id").as_string(), run);
    EXPECT_EQ(list("?role=member", owner).at("/total"), 0);
    EXPECT_EQ(list("?questId=" + std::to_string(quest.value), pal).at("/total"), 1);
    EXPECT_EQ(list("?status=finished", pal).at("/total"), 0);
    EXPECT_EQ(list("?status=lost", pal).status, 422);
    auto const of_owner = "?userId=" + owner.user.text();
    EXPECT_EQ(list(of_owner, pal).code(), "PERMISSION_DENIED");
    EXPECT_EQ(list(of_owner, staff()).at("/total"), 1);
}

TEST_F(Lifecycle, RunsOfOthersDoNotExistExceptForStaff) {
    auto const owner = player();
    auto const run = start(simple_quest(), owner);
    auto const stranger = player();
    auto const moderator = staff();
    for (auto const* part : {"", "/points", "/checkins"}) {
        EXPECT_EQ(api().get(run_path(run) + part, &stranger).code(), "RUN_NOT_FOUND");
        EXPECT_EQ(api().get(run_path(run) + part, &moderator).status, 200);
    }
    EXPECT_EQ(api().get(run_path(run) + "/results", &stranger).code(), "RUN_NOT_FOUND");
    auto const nowhere = "00000000-0000-4000-8000-000000000000";
    EXPECT_EQ(shown(nowhere, moderator).code(), "RUN_NOT_FOUND");
    EXPECT_EQ(api().get(run_path(nowhere) + "/points", &moderator).code(), "RUN_NOT_FOUND");
    EXPECT_EQ(api().get(run_path("7"), &owner).status, 422);
}

TEST_F(Lifecycle, ResultsTellTimeWayAttemptsAndRank) {
    QuestSeed seed;
    PointSeed first{"Bridge"};
    first.latitudes = {51.5};
    first.code = "1";
    PointSeed second{"Mill"};
    second.latitudes = {51.51};
    seed.points = {first, second};
    auto const quest = make_quest(seed);
    auto const ids = points_of(quest);
    auto const owner = player();
    auto const run = start(quest, owner);
    EXPECT_EQ(api().get(run_path(run) + "/results", &owner).code(), "INVALID_STATE");
    auto const answer = [](char const* code) {
        return std::string(R"(,"answer":{"code":")") + code + "\"}";
    };
    api().clock().advance(5min);
    check_in(run, ids[0], at(51.5) + answer("2"), owner);
    check_in(run, ids[0], at(51.5) + answer("1"), owner);
    api().clock().advance(10min);
    check_in(run, ids[1], at(51.51), owner);
    auto const results = api().get(run_path(run) + "/results", &owner);
    EXPECT_EQ(results.at("/seconds"), 900);
    EXPECT_NEAR(results.at("/distanceMeters").as_double(), 1111.95, 0.1);
    EXPECT_EQ(results.at("/attempts"), 3);
    EXPECT_EQ(results.at("/hintsUsed"), 0);
    EXPECT_EQ(results.at("/score"), 200 - 10 + 185);
    EXPECT_EQ(results.at("/rank"), 1);
    EXPECT_EQ(results.at("/points/0/seconds"), 300);
    EXPECT_EQ(results.at("/points/0/attempts"), 2);
    EXPECT_EQ(results.at("/points/1/seconds"), 600);
    EXPECT_EQ(
        api().get(run_path(run) + "/points", &owner).at("/points/0/passedBy/id").as_string(),
        owner.user.text()
    );

    auto const faster = player();
    auto const best = start(quest, faster);
    check_in(best, ids[0], at(51.5) + answer("1"), faster);
    api().clock().advance(1min);
    check_in(best, ids[1], at(51.51), faster);
    EXPECT_EQ(api().get(run_path(run) + "/results", &owner).at("/rank"), 2);
    EXPECT_EQ(api().get(run_path(best) + "/results", &faster).at("/rank"), 1);
}

TEST_F(Lifecycle, LeaderboardsRankBestRuns) {
    auto const first = player();
    auto const second = player();
    auto const third = player();
    auto const idle = player();
    auto const quest = simple_quest();
    auto const other = simple_quest();
    for (auto const* who : {&first, &second})
        play(start(quest, *who), quest, *who);
    play(start(other, first), other, first);
    auto const slow = start(quest, third);
    api().clock().advance(2h);
    play(slow, quest, third);

    auto const board = api().get("/api/v1/leaderboard?size=2", &third);
    EXPECT_EQ(board.at("/total"), 3);
    EXPECT_EQ(board.at("/pages"), 2);
    EXPECT_EQ(board.at("/items/0/user/id").as_string(), first.user.text());
    EXPECT_EQ(board.at("/items/0/score"), 800);
    EXPECT_EQ(board.at("/items/0/finishedRuns"), 2);
    EXPECT_EQ(board.at("/me/rank"), 3);
    EXPECT_TRUE(api().get("/api/v1/leaderboard", &idle).at("/me").is_null());

    auto const path = "/api/v1/quests/" + std::to_string(quest.value) + "/leaderboard";
    auto const leaders = api().get(path, &idle);
    EXPECT_EQ(leaders.at("/total"), 3);
    EXPECT_EQ(leaders.at("/items/0/rank"), 1);
    EXPECT_EQ(leaders.at("/items/1/rank"), 1);
    EXPECT_EQ(leaders.at("/items/2/rank"), 3);
    EXPECT_EQ(leaders.at("/items/2/seconds"), 7200);
    EXPECT_EQ(api().get(path + "?page=9", &idle).at("/total"), 3);
    EXPECT_EQ(api().get("/api/v1/quests/4711/leaderboard", &idle).code(), "QUEST_NOT_FOUND");

    execute("update \"user\" set deleted_at = now() where id = '" + first.user.text() + "'");
    EXPECT_EQ(api().get("/api/v1/leaderboard", &idle).at("/total"), 2);
    api().clock().advance(days{8});
    EXPECT_EQ(api().get("/api/v1/leaderboard?period=week", &idle).at("/total"), 0);
    EXPECT_EQ(api().get("/api/v1/leaderboard?period=month", &idle).at("/total"), 2);
}

} // namespace
} // namespace qc::runs::test

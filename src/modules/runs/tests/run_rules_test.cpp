// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/entry.hpp"
#include "runs/domain/errors.hpp"
#include "runs/domain/reward.hpp"
#include "runs/domain/score.hpp"
#include "runs/tests/fixtures.hpp"

#include <gtest/gtest.h>

namespace qc::runs::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

Run started(TimeframeHours timeframe_h = std::nullopt) {
    Run run;
    run.started_at = noon;
    run.expires_at = expiry(run, timeframe_h);
    return run;
}

TEST(Expiry, ThirtyDaysWithoutTimeframe) {
    EXPECT_EQ(started().expires_at, noon + days{30});
}

TEST(Expiry, TimeframeCountsActiveTimeOnly) {
    auto const run = started(std::int16_t{3});
    EXPECT_EQ(run.expires_at, noon + 3h);
    auto const rested = paused(run, noon + 1h, std::int16_t{3});
    EXPECT_EQ(rested.value().expires_at, noon + 1h + days{7});
    auto const going = resumed(rested.value(), noon + 5h, std::int16_t{3});
    EXPECT_EQ(going.value().paused_seconds, 4 * 3600);
    EXPECT_EQ(going.value().expires_at, noon + 7h);
    EXPECT_EQ(active_time(going.value(), noon + 6h), 2h);
}

TEST(Expiry, PausesAreAddedUp) {
    auto run = paused(started(), noon, std::nullopt).value();
    run = resumed(run, noon + days{5}, std::nullopt).value();
    run = paused(run, noon + days{6}, std::nullopt).value();
    EXPECT_EQ(run.expires_at, noon + days{8});
    EXPECT_EQ(as_of(run, noon + days{8} - 1us).status, RunStatus::paused);
    auto const late = as_of(run, noon + days{8});
    EXPECT_EQ(late.status, RunStatus::expired);
    EXPECT_EQ(late.finished_at, noon + days{8});
}

TEST(Expiry, NothingOutlivesThirtyDays) {
    auto const run = paused(started(), noon + days{28}, std::nullopt).value();
    EXPECT_EQ(run.expires_at, noon + days{30});
}

TEST(RunStates, FinalStatesNeverChange) {
    for (auto const status : {RunStatus::finished, RunStatus::abandoned, RunStatus::expired}) {
        auto run = started();
        run.status = status;
        EXPECT_EQ(as_of(run, noon + days{90}).status, status);
        EXPECT_FALSE(paused(run, noon, std::nullopt));
        EXPECT_FALSE(resumed(run, noon, std::nullopt));
        auto const refused = abandoned(run, noon);
        ASSERT_FALSE(refused);
        EXPECT_TRUE(refused.error().is(invalid_state));
        EXPECT_EQ(refused.error().details[0].second, DetailValue{std::string(name_of(status))});
    }
}

TEST(RunStates, PausedRunCanBeAbandonedAndKeepsItsActiveTime) {
    auto const rested = paused(started(), noon + 2h, std::nullopt).value();
    EXPECT_FALSE(paused(rested, noon + 2h, std::nullopt));
    EXPECT_FALSE(require_active(rested));
    auto const given_up = abandoned(rested, noon + 9h).value();
    EXPECT_EQ(given_up.status, RunStatus::abandoned);
    EXPECT_EQ(active_time(given_up, noon + 10h), 2h);
    for (auto const name : {"active", "paused", "finished", "abandoned", "expired"})
        EXPECT_EQ(name_of(run_status_named(name).value()), name);
    EXPECT_FALSE(run_status_named("lost"));
}

TEST(Score, AddsPointsAndTimeAndTakesErrorsAndHints) {
    EXPECT_EQ(score({3, 2, 1, 59min + 59s}), 300 - 20 - 20 + 141);
    EXPECT_EQ(score({1, 0, 0, 10h}), 100);
    EXPECT_EQ(score({0, 50, 0, 0s}), 0);
}

TEST(Rewards, AutomaticRewardGoesToTheLedger) {
    EXPECT_EQ(decide_reward({5, false, false, true}).path, RewardPath::ledger);
}

TEST(Rewards, NothingForAuthorsRepeatersAndFreeQuests) {
    EXPECT_EQ(decide_reward({0, false, false, true}).path, RewardPath::none);
    EXPECT_EQ(decide_reward({5, true, false, true}).path, RewardPath::none);
    EXPECT_EQ(decide_reward({5, false, true, true}).path, RewardPath::none);
}

TEST(Rewards, StaffDecideWhereThereIsDoubt) {
    RewardDecision const manual{RewardPath::request, "manual"};
    RewardDecision const photo{RewardPath::request, "photo"};
    RewardDecision const revealed{RewardPath::request, "revealed"};
    EXPECT_EQ(decide_reward({5, false, false, false}), manual);
    EXPECT_EQ(decide_reward({5, false, false, true, false, true}), photo);
    EXPECT_EQ(decide_reward({5, false, false, true, true, true}), revealed);
}

TEST(Tickets, FreeQuestsAndPurchasesOpen) {
    EXPECT_TRUE(check_ticket({QuestId{1}, 0, false, false, false}));
    EXPECT_TRUE(check_ticket({QuestId{1}, 9, false, true, false}));
    auto const refused = check_ticket({QuestId{1}, 9, false, false, true});
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(quest_not_purchased));
    EXPECT_EQ(refused.error().details[1].second, DetailValue{std::int64_t{9}});
}

TEST(Tickets, SubscriptionQuestNeedsSubscriptionOrPurchase) {
    EXPECT_TRUE(check_ticket({QuestId{1}, 0, true, false, true}));
    EXPECT_TRUE(check_ticket({QuestId{1}, 9, true, true, false}));
    auto const refused = check_ticket({QuestId{1}, 0, true, false, false});
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(subscription_required));
}

TEST(Starting, OneRunOfAQuestAndFiveInAll) {
    std::vector<UnfinishedRun> unfinished;
    for (int i = 1; i <= 4; ++i)
        unfinished.push_back({RunId{}, QuestId{i}});
    EXPECT_TRUE(check_may_start(QuestId{9}, unfinished));
    EXPECT_TRUE(check_may_start(QuestId{3}, unfinished).error().is(run_already_active));
    unfinished.push_back({RunId{}, QuestId{5}});
    EXPECT_TRUE(check_may_start(QuestId{9}, unfinished).error().is(run_limit_reached));
}

TEST(Starting, OwnerCountsIntoTheGroup) {
    EXPECT_TRUE(check_group(3, 4));
    EXPECT_TRUE(check_group(4, 4).error().is(run_group_full));
    EXPECT_TRUE(check_group(0, 1));
}

} // namespace
} // namespace qc::runs::test

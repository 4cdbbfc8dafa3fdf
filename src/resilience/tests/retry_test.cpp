// SPDX-License-Identifier: Apache-2.0
#include "resilience/random_between.hpp"
#include "resilience/retry.hpp"
#include "resilience/tests/fakes.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace qc::resilience {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds plenty{60'000};

TEST(RetryPolicy, WaitsBetweenNothingAndADoublingBound) {
    FixedRandom lowest(0x00);
    FixedRandom highest(0xFF);
    RetryOptions options;
    options.attempts = 10;
    RetryPolicy const soonest(options, lowest);
    RetryPolicy const latest(options, highest);
    int failed = 0;
    for (auto const bound_ms : {50, 100, 200, 400, 800, 1'000, 1'000}) {
        ++failed;
        EXPECT_EQ(soonest.next_delay(failed, plenty), milliseconds{0});
        EXPECT_EQ(latest.next_delay(failed, plenty), milliseconds{bound_ms});
    }
}

TEST(RetryPolicy, GivesUpAfterThreeAttempts) {
    FixedRandom random(0x00);
    RetryPolicy const policy(RetryOptions{}, random);
    EXPECT_TRUE(policy.next_delay(1, plenty));
    EXPECT_TRUE(policy.next_delay(2, plenty));
    EXPECT_FALSE(policy.next_delay(3, plenty));
    EXPECT_FALSE(policy.next_delay(0, plenty));
}

TEST(RetryPolicy, LetsTheDeadlineWin) {
    FixedRandom highest(0xFF);
    RetryPolicy const policy(RetryOptions{}, highest);
    EXPECT_FALSE(policy.next_delay(1, milliseconds{50}));
    EXPECT_EQ(policy.next_delay(1, milliseconds{51}), milliseconds{50});
}

TEST(RetryPolicy, HonoursRetryAfter) {
    FixedRandom highest(0xFF);
    RetryPolicy const policy(RetryOptions{}, highest);
    EXPECT_EQ(policy.next_delay(1, plenty, milliseconds{2'000}), milliseconds{2'000});
    EXPECT_EQ(policy.next_delay(1, plenty, milliseconds{10}), milliseconds{50});
    EXPECT_FALSE(policy.next_delay(1, milliseconds{1'000}, milliseconds{2'000}));
}

TEST(RetryBudget, AllowsThreeRetriesWhateverTheLoad) {
    RetryBudget budget;
    std::vector<RetryBudget::Counted> held;
    for (int i = 0; i < 3; ++i) {
        auto retry = budget.retry();
        ASSERT_TRUE(retry);
        held.push_back(std::move(*retry));
    }
    EXPECT_FALSE(budget.retry());
    held.pop_back();
    EXPECT_TRUE(budget.retry());
}

TEST(RetryBudget, AllowsAFifthOfTheCallsInFlight) {
    RetryBudget budget;
    std::vector<RetryBudget::Counted> calls;
    for (int i = 0; i < 50; ++i)
        calls.push_back(budget.call());
    std::vector<RetryBudget::Counted> retries;
    for (int i = 0; i < 10; ++i) {
        auto retry = budget.retry();
        ASSERT_TRUE(retry) << i;
        retries.push_back(std::move(*retry));
    }
    EXPECT_FALSE(budget.retry());
    calls.clear();
    EXPECT_FALSE(budget.retry());
}

TEST(RandomBetween, ReachesBothEnds) {
    FixedRandom lowest(0x00);
    FixedRandom highest(0xFF);
    EXPECT_EQ(random_between(lowest, milliseconds{3}, milliseconds{9}), milliseconds{3});
    EXPECT_EQ(random_between(highest, milliseconds{3}, milliseconds{9}), milliseconds{9});
    EXPECT_LT(random_fraction(highest), 1.0);
}

} // namespace
} // namespace qc::resilience

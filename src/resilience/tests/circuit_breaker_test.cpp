// SPDX-License-Identifier: Apache-2.0
#include "resilience/circuit_breaker.hpp"
#include "resilience/tests/fakes.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace qc::resilience {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;

class CircuitBreakerTest : public testing::Test {
protected:
    void succeed(int times = 1, milliseconds duration = {}) {
        for (int i = 0; i < times; ++i) {
            auto permit = breaker.try_enter();
            ASSERT_TRUE(permit);
            clock.advance(duration);
            permit->succeed();
        }
    }

    void fail(int times = 1) {
        for (int i = 0; i < times; ++i) {
            auto permit = breaker.try_enter();
            ASSERT_TRUE(permit);
            permit->fail();
        }
    }

    /// Opens the breaker from a closed state.
    void trip() {
        succeed(10);
        fail(10);
        ASSERT_EQ(breaker.state(), BreakerState::open);
    }

    FakeClock clock;
    FixedRandom middle{0x80};
    CircuitBreaker breaker{"s3", BreakerOptions{}, clock, middle};
};

TEST_F(CircuitBreakerTest, StaysClosedBelowTwentyCalls) {
    fail(19);
    EXPECT_EQ(breaker.state(), BreakerState::closed);
    fail(1);
    EXPECT_EQ(breaker.state(), BreakerState::open);
}

TEST_F(CircuitBreakerTest, OpensAtHalfFailuresAndNotBefore) {
    succeed(11);
    fail(10);
    EXPECT_EQ(breaker.state(), BreakerState::closed);
    fail(1);
    EXPECT_EQ(breaker.state(), BreakerState::open);
    EXPECT_FALSE(breaker.try_enter());
}

TEST_F(CircuitBreakerTest, ForgetsCallsOlderThanTheWindow) {
    fail(19);
    clock.advance(seconds{10});
    fail(1);
    EXPECT_EQ(breaker.state(), BreakerState::closed);
    EXPECT_EQ(breaker.metrics().failure_count, 1U);
    EXPECT_EQ(breaker.metrics().total_failures, 20U);
}

TEST_F(CircuitBreakerTest, OpensWhenNearlyEveryCallIsSlow) {
    BreakerOptions options;
    options.minimum_calls = 5;
    CircuitBreaker slow("s3", options, clock, middle);
    auto const call = [&](milliseconds duration) {
        auto permit = slow.try_enter();
        ASSERT_TRUE(permit);
        clock.advance(duration);
        permit->succeed();
    };
    call(milliseconds{1'000});
    for (int i = 0; i < 3; ++i)
        call(milliseconds{1'001});
    EXPECT_EQ(slow.state(), BreakerState::closed);
    call(milliseconds{1'001});
    EXPECT_EQ(slow.state(), BreakerState::open);
}

TEST_F(CircuitBreakerTest, AdmitsThreeProbesAfterFiveSeconds) {
    trip();
    clock.advance(milliseconds{4'999});
    EXPECT_FALSE(breaker.try_enter());
    clock.advance(milliseconds{1});
    std::vector<CircuitBreaker::Permit> probes;
    for (int i = 0; i < 3; ++i) {
        auto probe = breaker.try_enter();
        ASSERT_TRUE(probe);
        probes.push_back(std::move(*probe));
    }
    EXPECT_EQ(breaker.state(), BreakerState::half_open);
    EXPECT_FALSE(breaker.try_enter());
    for (auto& probe : probes)
        probe.succeed();
    EXPECT_EQ(breaker.state(), BreakerState::closed);
    EXPECT_EQ(breaker.metrics().success_count, 0U);
    EXPECT_EQ(breaker.metrics().state_changes, 3U);
}

TEST_F(CircuitBreakerTest, DropsAnAbandonedProbeWithoutVerdict) {
    trip();
    clock.advance(seconds{5});
    for (int i = 0; i < 9; ++i) {
        auto const abandoned = breaker.try_enter();
        ASSERT_TRUE(abandoned);
    }
    EXPECT_EQ(breaker.state(), BreakerState::half_open);
    succeed(3);
    EXPECT_EQ(breaker.state(), BreakerState::closed);
    EXPECT_EQ(breaker.metrics().total_calls, 23U);
}

TEST_F(CircuitBreakerTest, DoublesThePauseUpToAMinute) {
    trip();
    for (auto const pause : {5, 10, 20, 40, 60, 60}) {
        EXPECT_EQ(breaker.retry_after(), seconds{pause});
        clock.advance(seconds{pause} - milliseconds{1});
        EXPECT_FALSE(breaker.try_enter());
        clock.advance(milliseconds{1});
        fail();
        EXPECT_EQ(breaker.state(), BreakerState::open);
    }
}

TEST_F(CircuitBreakerTest, BeginsWithAShortPauseAfterRecovery) {
    trip();
    clock.advance(seconds{5});
    fail();
    clock.advance(seconds{10});
    succeed(3);
    trip();
    EXPECT_EQ(breaker.retry_after(), seconds{5});
}

TEST_F(CircuitBreakerTest, TreatsASlowProbeAsFailed) {
    trip();
    clock.advance(seconds{5});
    succeed(1, milliseconds{1'500});
    EXPECT_EQ(breaker.state(), BreakerState::open);
}

TEST_F(CircuitBreakerTest, IgnoresTheVerdictOfCallsFromAnEarlierPeriod) {
    auto early = breaker.try_enter();
    ASSERT_TRUE(early);
    trip();
    clock.advance(seconds{5});
    auto probe = breaker.try_enter();
    ASSERT_TRUE(probe);
    early->fail();
    EXPECT_EQ(breaker.state(), BreakerState::half_open);
}

TEST_F(CircuitBreakerTest, CountsOnlyTheFirstVerdictOfAPermit) {
    auto permit = breaker.try_enter();
    ASSERT_TRUE(permit);
    permit->succeed();
    permit->fail();
    EXPECT_EQ(breaker.metrics().total_calls, 1U);
    EXPECT_EQ(breaker.metrics().total_failures, 0U);
}

TEST_F(CircuitBreakerTest, SpreadsThePauseByAFifth) {
    auto const pause_ms = [&](std::uint8_t byte) {
        FixedRandom random(byte);
        CircuitBreaker other("mail", BreakerOptions{}, clock, random);
        for (int i = 0; i < 20; ++i)
            other.try_enter()->fail();
        auto const from = clock.steady();
        while (!other.try_enter() && clock.steady() - from < seconds{20})
            clock.advance(milliseconds{1});
        return std::chrono::duration_cast<milliseconds>(clock.steady() - from).count();
    };
    EXPECT_EQ(pause_ms(0x00), 4'000);
    EXPECT_EQ(pause_ms(0xFF), 6'000);
}

TEST_F(CircuitBreakerTest, ReturnsToTheDatabaseWithinFiveSeconds) {
    FixedRandom latest(0xFF);
    CircuitBreaker database("database", BreakerOptions::database(), clock, latest);
    for (int i = 0; i < 20; ++i)
        database.try_enter()->fail();
    for (auto const pause_ms : {1'200, 2'400, 3'600, 3'600}) {
        clock.advance(milliseconds{pause_ms - 1});
        EXPECT_FALSE(database.try_enter());
        clock.advance(milliseconds{1});
        auto probe = database.try_enter();
        ASSERT_TRUE(probe);
        probe->fail();
    }
}

TEST_F(CircuitBreakerTest, ReportsWhatHealthShows) {
    EXPECT_FALSE(breaker.metrics().last_failure_time);
    succeed(3);
    fail(1);
    auto const failed_at = clock.now();
    clock.advance(seconds{1});
    auto const metrics = breaker.metrics();
    EXPECT_EQ(metrics.name, "s3");
    EXPECT_EQ(to_text(metrics.state), "closed");
    EXPECT_EQ(metrics.success_count, 3U);
    EXPECT_EQ(metrics.failure_count, 1U);
    EXPECT_EQ(metrics.total_successes, 3U);
    EXPECT_DOUBLE_EQ(metrics.failure_rate, 0.25);
    EXPECT_EQ(metrics.last_failure_time, failed_at);
    EXPECT_EQ(breaker.retry_after(), seconds{1});
}

TEST(BreakerState, HasTheNamesOfTheContract) {
    EXPECT_EQ(to_text(BreakerState::closed), "closed");
    EXPECT_EQ(to_text(BreakerState::open), "open");
    EXPECT_EQ(to_text(BreakerState::half_open), "half_open");
}

} // namespace
} // namespace qc::resilience

// SPDX-License-Identifier: Apache-2.0
#include "resilience/rate_limiter.hpp"
#include "resilience/tests/fakes.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace qc::resilience {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;

RateClass rate_class(std::string name, std::uint64_t quota, seconds window, std::uint64_t burst) {
    return RateClass{std::move(name), Rate{quota, window, burst}};
}

class RateLimiterTest : public testing::Test {
protected:
    int allowed_of(int calls, std::string_view key = "u1") {
        int allowed = 0;
        for (int i = 0; i < calls; ++i)
            allowed += limiter.take(user, key).allowed ? 1 : 0;
        return allowed;
    }

    FakeClock clock;
    RateLimiter limiter{clock};
    RateClass const user = rate_class("user", 600, seconds{60}, 120);
};

TEST_F(RateLimiterTest, AllowsABurstAndThenTheRate) {
    EXPECT_EQ(allowed_of(200), 120);
    clock.advance(seconds{1});
    EXPECT_EQ(allowed_of(50), 10);
    clock.advance(seconds{60});
    EXPECT_EQ(allowed_of(200), 120);
}

TEST_F(RateLimiterTest, CountsEveryKeyAndClassForItself) {
    EXPECT_EQ(allowed_of(200, "u1"), 120);
    EXPECT_EQ(allowed_of(200, "u2"), 120);
    auto const search = rate_class("search", 120, seconds{60}, 120);
    EXPECT_TRUE(limiter.take(search, "u1").allowed);
    EXPECT_EQ(limiter.keys(), 3U);
}

TEST_F(RateLimiterTest, TellsWhatIsLeftAndWhenItIsBack) {
    auto const first = limiter.take(user, "u1");
    EXPECT_TRUE(first.allowed);
    EXPECT_EQ(first.limit, 600U);
    EXPECT_EQ(first.remaining, 119U);
    EXPECT_EQ(first.reset_after, seconds{1});
    EXPECT_EQ(first.retry_after, seconds{0});
    allowed_of(119);
    auto const refused = limiter.take(user, "u1");
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.remaining, 0U);
    EXPECT_EQ(refused.reset_after, seconds{12});
    EXPECT_EQ(refused.retry_after, seconds{1});
}

TEST_F(RateLimiterTest, NamesAWaitThatIsEnough) {
    auto const slow = rate_class("refresh", 30, seconds{300}, 30);
    while (limiter.take(slow, "s").allowed) {
    }
    auto const refused = limiter.take(slow, "s");
    EXPECT_EQ(refused.retry_after, seconds{10});
    clock.advance(refused.retry_after - milliseconds{1});
    EXPECT_FALSE(limiter.take(slow, "s").allowed);
    clock.advance(milliseconds{1});
    EXPECT_TRUE(limiter.take(slow, "s").allowed);
}

TEST_F(RateLimiterTest, ReturnsWhatIsRefundedAndNoMore) {
    EXPECT_EQ(allowed_of(200), 120);
    limiter.refund(user, "u1");
    EXPECT_EQ(allowed_of(2), 1);
    limiter.refund(user, "u1", 1'000);
    EXPECT_EQ(allowed_of(200), 120);
    limiter.refund(user, "nobody");
    EXPECT_EQ(limiter.keys(), 1U);
}

TEST_F(RateLimiterTest, TakesCostsOfManyUnitsWholeOrNotAtAll) {
    auto const bytes = rate_class("upload_bytes", 1'000, seconds{86'400}, 1'000);
    EXPECT_TRUE(limiter.take(bytes, "u1", 900).allowed);
    auto const refused = limiter.take(bytes, "u1", 101);
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.remaining, 100U);
    EXPECT_TRUE(limiter.take(bytes, "u1", 100).allowed);
}

TEST_F(RateLimiterTest, RefusesEverythingAtQuotaZero) {
    auto const closed = rate_class("closed", 0, seconds{60}, 0);
    auto const refused = limiter.take(closed, "u1");
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.retry_after, seconds{60});
}

TEST_F(RateLimiterTest, NeverHoldsMoreKeysThanItsCap) {
    RateLimiter small(clock, 160);
    for (int i = 0; i < 5'000; ++i)
        small.take(user, std::to_string(i));
    EXPECT_EQ(small.keys(), 160U);
}

TEST_F(RateLimiterTest, FollowsAChangedRateAtOnce) {
    allowed_of(60);
    auto const stricter = rate_class("user", 60, seconds{60}, 10);
    EXPECT_EQ(limiter.take(stricter, "u1").remaining, 9U);
}

TEST_F(RateLimiterTest, CountsExactlyWhenWorkersShareAKey) {
    std::atomic<int> allowed{0};
    std::vector<std::thread> workers;
    for (int worker = 0; worker < 4; ++worker) {
        workers.emplace_back([&] { allowed += allowed_of(100); });
    }
    for (auto& worker : workers)
        worker.join();
    EXPECT_EQ(allowed.load(), 120);
}

TEST_F(RateLimiterTest, WritesTheFieldsOfTheDraft) {
    auto const fields = rate_limit_fields(user, limiter.take(user, "u1"));
    EXPECT_EQ(fields.policy, "\"user\";q=600;w=60");
    EXPECT_EQ(fields.limit, "\"user\";r=119;t=1");
}

TEST(TokenBucket, IgnoresAnEarlierTime) {
    FakeClock clock;
    Rate const rate{60, seconds{60}, 2};
    auto const now = clock.steady();
    TokenBucket bucket(rate, now);
    EXPECT_TRUE(bucket.take(rate, now, 2).allowed);
    EXPECT_FALSE(bucket.take(rate, now - seconds{10}, 1).allowed);
    EXPECT_FALSE(bucket.take(rate, now, 1).allowed);
}

} // namespace
} // namespace qc::resilience

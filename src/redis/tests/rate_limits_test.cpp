// SPDX-License-Identifier: Apache-2.0
#include "redis/redis_rate_limits.hpp"
#include "redis/tests/redis_test.hpp"
#include "redis/tests/scripted_server.hpp"

namespace qc::redis {
namespace {

using resilience::Decision;
using resilience::Draw;
using resilience::RateClass;
using std::chrono::seconds;

/// Windows so long that the test itself takes no time worth a token.
RateClass const hourly{"login", {60, seconds{3600}, 10}};
RateClass const daily{"money", {24, seconds{86'400}, 3}};

/// Two workers of one process, which share one limiter.
class TwoWorkers : public RedisTest {
protected:
    resilience::RateLimits& limits() { return ++calls_ % 2 == 0 ? first_ : second_; }

    void pass(seconds time) { clock.advance(time); }

    resilience::RateLimiter limiter_{clock};
    resilience::LocalRateLimits first_{limiter_};
    resilience::LocalRateLimits second_{limiter_};
    int calls_ = 0;
};

/// Two instances, each with a limiter and a connection of its own, and one Redis.
class TwoInstances : public RedisTest {
protected:
    void SetUp() override {
        first_client_ = connected_to(server_.port());
        second_client_ = connected_to(server_.port());
        first_ = std::make_unique<RedisRateLimits>(*first_client_, first_limiter_, &journal);
        second_ = std::make_unique<RedisRateLimits>(*second_client_, second_limiter_, &journal);
    }

    resilience::RateLimits& limits() { return ++calls_ % 2 == 0 ? *first_ : *second_; }

    /// The clock of Redis cannot be turned, so the buckets grow older instead.
    void pass(seconds time) {
        clock.advance(time);
        auto const keys = ask(*first_client_, {"KEYS", "qc:rate:*"});
        for (auto const& key : keys->elements) {
            auto const at = ask(*first_client_, {"HGET", key.text, "a"})->text;
            auto const before = std::stoll(at) - std::chrono::microseconds(time).count();
            ask(*first_client_, {"HSET", key.text, "a", std::to_string(before)});
        }
    }

    test::RedisServer server_;
    resilience::RateLimiter first_limiter_{clock};
    resilience::RateLimiter second_limiter_{clock};
    std::unique_ptr<Client> first_client_;
    std::unique_ptr<Client> second_client_;
    std::unique_ptr<RedisRateLimits> first_;
    std::unique_ptr<RedisRateLimits> second_;
    int calls_ = 0;
};

/// What both adapters promise.
template <class Limits>
class RateLimitsContract : public Limits {
protected:
    std::vector<Decision> take(std::vector<Draw> draws) {
        std::span<Draw const> const wanted(draws);
        return test::wait(this->context, this->limits().take(wanted));
    }

    Decision take_one(RateClass const& rate_class, std::string key, std::uint64_t cost = 1) {
        return take({{&rate_class, std::move(key), cost}}).back();
    }

    int allowed_of(int calls, std::string const& key) {
        int allowed = 0;
        for (int i = 0; i < calls; ++i)
            allowed += take_one(hourly, key).allowed ? 1 : 0;
        return allowed;
    }
};

TYPED_TEST_SUITE_P(RateLimitsContract);

TYPED_TEST_P(RateLimitsContract, AllowsABurstAndThenTheRate) {
    EXPECT_EQ(this->allowed_of(14, "u"), 10);
    this->pass(seconds{120});
    EXPECT_EQ(this->allowed_of(6, "u"), 2);
    this->pass(seconds{86'400});
    EXPECT_EQ(this->allowed_of(14, "u"), 10);
}

TYPED_TEST_P(RateLimitsContract, CountsEveryKeyAndClassForItself) {
    EXPECT_EQ(this->allowed_of(12, "u"), 10);
    EXPECT_EQ(this->allowed_of(12, "v"), 10);
    EXPECT_TRUE(this->take_one(daily, "u").allowed);
}

TYPED_TEST_P(RateLimitsContract, TellsWhatIsLeftAndHowLongToWait) {
    auto const began = std::chrono::steady_clock::now();
    auto const first = this->take_one(hourly, "u", 4);
    EXPECT_EQ(first.limit, 60U);
    EXPECT_EQ(first.remaining, 6U);
    EXPECT_EQ(first.reset_after, seconds{240});
    EXPECT_EQ(first.retry_after, seconds{0});
    EXPECT_EQ(this->take_one(hourly, "u", 6).remaining, 0U);
    auto const refused = this->take_one(hourly, "u", 2);
    EXPECT_FALSE(refused.allowed);
    // The clock of Redis went on meanwhile.
    auto const passed =
        std::chrono::ceil<seconds>(std::chrono::steady_clock::now() - began) + seconds{1};
    EXPECT_LE(refused.retry_after, seconds{121});
    EXPECT_GE(refused.retry_after, seconds{120} - passed);
    this->pass(refused.retry_after);
    EXPECT_TRUE(this->take_one(hourly, "u", 2).allowed);
}

TYPED_TEST_P(RateLimitsContract, TakesNothingOfWhatItRefuses) {
    EXPECT_TRUE(this->take_one(hourly, "u", 8).allowed);
    EXPECT_FALSE(this->take_one(hourly, "u", 3).allowed);
    EXPECT_FALSE(this->take_one(hourly, "u", 3).allowed);
    EXPECT_TRUE(this->take_one(hourly, "u", 2).allowed);
}

TYPED_TEST_P(RateLimitsContract, StopsAtTheFirstRefusal) {
    auto const both = [&] { return this->take({{&daily, "u"}, {&hourly, "u"}}); };
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(both().size(), 2U);
    for (int i = 0; i < 3; ++i) {
        auto const refused = both();
        ASSERT_EQ(refused.size(), 1U);
        EXPECT_FALSE(refused[0].allowed);
    }
    EXPECT_EQ(this->take_one(hourly, "u").remaining, 6U) << "3 were taken before";
}

TYPED_TEST_P(RateLimitsContract, TakesTheFirstAlsoWhenTheSecondIsRefused) {
    for (int i = 0; i < 5; ++i)
        (void)this->take({{&hourly, "u"}, {&daily, "u"}});
    EXPECT_EQ(this->take_one(hourly, "u").remaining, 4U);
}

TYPED_TEST_P(RateLimitsContract, ReturnsWhatIsRefundedAndNoMore) {
    EXPECT_EQ(this->allowed_of(12, "u"), 10);
    Draw const draw{&hourly, "u", 2};
    this->limits().refund(draw);
    // The order on two connections is not that of the calls; the other one does not know yet.
    EXPECT_TRUE(this->until([&] { return this->take_one(hourly, "u").allowed; }));
    EXPECT_EQ(this->allowed_of(4, "u"), 1);
    this->limits().refund({&hourly, "stranger", 5});
    // Each connection keeps its order: when both have answered something later, the refund is in.
    (void)this->allowed_of(2, "somebody else");
    EXPECT_EQ(this->allowed_of(12, "stranger"), 10);
}

REGISTER_TYPED_TEST_SUITE_P(
    RateLimitsContract,
    AllowsABurstAndThenTheRate,
    CountsEveryKeyAndClassForItself,
    TellsWhatIsLeftAndHowLongToWait,
    TakesNothingOfWhatItRefuses,
    StopsAtTheFirstRefusal,
    TakesTheFirstAlsoWhenTheSecondIsRefused,
    ReturnsWhatIsRefundedAndNoMore
);
INSTANTIATE_TYPED_TEST_SUITE_P(InProcess, RateLimitsContract, TwoWorkers);
INSTANTIATE_TYPED_TEST_SUITE_P(Redis, RateLimitsContract, TwoInstances);

class RedisRateLimitsTest : public TwoInstances {
protected:
    Decision take(resilience::RateLimits& limits, std::string key = "u") {
        return test::wait(context, resilience::take_one(limits, hourly, std::move(key)));
    }

    int allowed_of(int calls, resilience::RateLimits& limits) {
        int allowed = 0;
        for (int i = 0; i < calls; ++i)
            allowed += take(limits).allowed ? 1 : 0;
        return allowed;
    }
};

TEST_F(RedisRateLimitsTest, AnOutageOpensNothing) {
    EXPECT_EQ(allowed_of(6, *first_), 6);
    server_.kill();
    ASSERT_TRUE(until([&] { return journal.count("failed") > 0; }));
    EXPECT_EQ(allowed_of(12, *first_), 4) << "it remembers what it took";
    EXPECT_EQ(allowed_of(12, *second_), 10) << "at most the rate for each instance";
    EXPECT_GT(journal.fallbacks, 0);
}

TEST_F(RedisRateLimitsTest, SharesAgainWhenRedisIsBack) {
    server_.kill();
    ASSERT_TRUE(until([&] { return journal.count("failed") > 0; }));
    EXPECT_TRUE(take(*first_).allowed);
    server_.start();
    ASSERT_TRUE(until([&] { return first_client_->connected() && second_client_->connected(); }));
    EXPECT_EQ(allowed_of(6, *first_), 6);
    EXPECT_EQ(allowed_of(12, *second_), 4);
}

TEST_F(RedisRateLimitsTest, LoadsItsScriptAgainWhenRedisForgotIt) {
    EXPECT_TRUE(take(*first_).allowed);
    ask(*first_client_, {"SCRIPT", "FLUSH"});
    EXPECT_EQ(take(*second_).remaining, 8U);
    EXPECT_EQ(journal.fallbacks, 0);
    EXPECT_EQ(journal.count("lost"), 0U);
}

TEST_F(RedisRateLimitsTest, BucketsAreForgottenWhenTheyAreFullAgain) {
    EXPECT_TRUE(take(*first_).allowed);
    auto const left = ask(*first_client_, {"PTTL", "qc:rate:login:u"});
    EXPECT_GT(left->integer, 50'000);
    EXPECT_LE(left->integer, 61'000);
}

TEST_F(RedisRateLimitsTest, AClockSetBackRefillsNothingAndBlocksNobody) {
    EXPECT_EQ(allowed_of(5, *first_), 5);
    pass(-seconds{7200});
    EXPECT_EQ(take(*second_).remaining, 4U);
    pass(seconds{60});
    EXPECT_EQ(take(*second_).remaining, 4U);
}

TEST_F(RedisRateLimitsTest, AForeignKeyInItsPlaceMakesItDecideAlone) {
    ask(*first_client_, {"SET", "qc:rate:login:u", "mine"});
    EXPECT_EQ(allowed_of(1, *first_), 1);
    EXPECT_EQ(journal.fallbacks, 1);
    EXPECT_EQ(journal.count("lost"), 0U) << "everybody else is still served";
}

TEST_F(RedisRateLimitsTest, BelievesNoDecisionThatCannotBe) {
    for (std::string const answer :
         {"*0\r\n",
          "*1\r\n:1\r\n",
          "*2\r\n:2\r\n:1\r\n",
          "*2\r\n:1\r\n:-1\r\n",
          "*2\r\n:1\r\n:9223372036854775807\r\n",
          "*2\r\n$1\r\n1\r\n:1\r\n",
          "*4\r\n:1\r\n:1\r\n:1\r\n:1\r\n",
          "-READONLY\r\n",
          "$2\r\nOK\r\n"}) {
        ScriptedServer const server(context.get_executor(), greets_and_says(answer));
        auto const client = connected_to(server.port());
        resilience::RateLimiter local(clock);
        RedisRateLimits limits(*client, local, &journal);
        auto const before = journal.fallbacks;
        EXPECT_EQ(take(limits).remaining, 9U) << answer;
        EXPECT_EQ(journal.fallbacks, before + 1) << answer;
    }
}

} // namespace
} // namespace qc::redis

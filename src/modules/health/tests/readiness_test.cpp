// SPDX-License-Identifier: Apache-2.0
#include "health/application/checks.hpp"
#include "support/fake_clock.hpp"
#include "support/wait.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace qc::health {
namespace {

class GivenFinding final : public Inspection {
public:
    Task<Finding> look() override {
        ++looks;
        if (meanwhile && looks == 1) co_await meanwhile();
        co_return finding;
    }

    /// What happens during the first look.
    std::function<Task<void>()> meanwhile;

    Finding finding{true, true, true, true};
    int looks = 0;
};

struct Given {
    GivenFinding inspection;
    ProcessLife life;
    test::FakeClock clock;
    AskReadiness ask{inspection, life, clock};

    bool ready() { return test::wait(ask()).ready; }
};

TEST(Readiness, LooksAtMostOnceASecond) {
    Given given;
    EXPECT_TRUE(given.ready());
    EXPECT_TRUE(given.ready());
    EXPECT_EQ(given.inspection.looks, 1);
    given.clock.advance(std::chrono::seconds{1});
    EXPECT_TRUE(given.ready());
    EXPECT_EQ(given.inspection.looks, 2);
}

TEST(Readiness, DoesNotLookAgainWhileItLooks) {
    Given given;
    bool ready_meanwhile = true;
    given.inspection.meanwhile = [&]() -> Task<void> {
        auto const answer = co_await given.ask();
        ready_meanwhile = answer.ready;
    };
    EXPECT_TRUE(given.ready());
    EXPECT_FALSE(ready_meanwhile) << "nothing was found yet";
    EXPECT_EQ(given.inspection.looks, 1);
}

TEST(Readiness, EndsWithTheSecondFailureAndReturnsWithTheFirstSuccess) {
    for (auto Finding::* part :
         {&Finding::database_answers,
          &Finding::schema_is_current,
          &Finding::disk_has_room,
          &Finding::clocks_agree}) {
        Given given;
        EXPECT_TRUE(given.ready());
        given.inspection.finding.*part = false;
        given.clock.advance(std::chrono::seconds{1});
        EXPECT_TRUE(given.ready());
        given.clock.advance(std::chrono::seconds{1});
        EXPECT_FALSE(given.ready());
        given.inspection.finding.*part = true;
        given.clock.advance(std::chrono::seconds{1});
        EXPECT_TRUE(given.ready());
    }
}

TEST(Readiness, EndsAtOnceWithTheShutdown) {
    Given given;
    EXPECT_TRUE(given.ready());
    given.life.begin_shutdown();
    EXPECT_FALSE(given.ready());
}

TEST(Liveness, EndsWhenNoLoopHasTurnedForTwoSeconds) {
    test::FakeClock clock;
    ProcessLife life;
    EXPECT_TRUE(life.is_alive(clock.steady()));
    life.beat(clock.steady());
    clock.advance(std::chrono::seconds{2});
    EXPECT_TRUE(life.is_alive(clock.steady()));
    clock.advance(std::chrono::milliseconds{1});
    EXPECT_FALSE(life.is_alive(clock.steady()));
}

} // namespace
} // namespace qc::health

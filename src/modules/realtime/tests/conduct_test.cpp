// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/conduct.hpp"
#include "realtime/application/live_rules.hpp"
#include "realtime/application/seats.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace qc::realtime {
namespace {

using Verdict = Conduct::Verdict;
using std::chrono::milliseconds;
using std::chrono::seconds;

class ConductTest : public testing::Test {
protected:
    int passed(int frames) {
        int count = 0;
        for (int i = 0; i < frames; ++i)
            count += conduct.frame() == Verdict::pass ? 1 : 0;
        return count;
    }

    test::FakeClock clock;
    Conduct conduct{LiveRules{}.frames, clock};
};

TEST_F(ConductTest, WarnsThreeTimesThenExpels) {
    EXPECT_EQ(passed(40), 40);
    for (int i = 0; i < frame_warnings; ++i)
        EXPECT_EQ(conduct.frame(), Verdict::warn);
    EXPECT_EQ(conduct.frame(), Verdict::expel);
}

TEST_F(ConductTest, LetsTwentyFramesASecondPassForEver) {
    EXPECT_EQ(passed(40), 40);
    for (int second = 0; second < 100; ++second) {
        clock.advance(seconds{1});
        EXPECT_EQ(passed(20), 20);
    }
}

TEST_F(ConductTest, ForgetsWarningsAfterAMinute) {
    EXPECT_EQ(passed(40), 40);
    for (int i = 0; i < frame_warnings; ++i)
        EXPECT_EQ(conduct.frame(), Verdict::warn);
    clock.advance(seconds{60});
    EXPECT_EQ(passed(40), 40);
    EXPECT_EQ(conduct.frame(), Verdict::warn);
}

TEST_F(ConductTest, DropsTypingWithinTwoSecondsOfTheSameChat) {
    EXPECT_TRUE(conduct.typing(ChatId{1}));
    EXPECT_FALSE(conduct.typing(ChatId{1}));
    EXPECT_TRUE(conduct.typing(ChatId{2}));
    clock.advance(milliseconds{2'001});
    EXPECT_TRUE(conduct.typing(ChatId{1}));
}

class SeatsTest : public testing::Test {
protected:
    std::function<void()> leaving(int number) {
        return [this, number] { left.push_back(number); };
    }

    UserId user{*Uuid::parse("0b9f8a3e-3c1d-4c53-9d2f-2b7a5e1f6a10")};
    UserId other{*Uuid::parse("1b9f8a3e-3c1d-4c53-9d2f-2b7a5e1f6a10")};
    std::vector<int> left;
    Seats seats;
};

TEST_F(SeatsTest, SendsTheOldestAwayWhenASixthComes) {
    std::vector<Seats::Seat> taken;
    for (int i = 1; i <= 5; ++i)
        taken.push_back(seats.take(user, leaving(i)));
    EXPECT_TRUE(left.empty());
    taken.push_back(seats.take(user, leaving(6)));
    EXPECT_EQ(left, std::vector{1});
    taken.push_back(seats.take(user, leaving(7)));
    EXPECT_EQ(left, (std::vector{1, 2}));
}

TEST_F(SeatsTest, CountsUsersApartAndFreesSeats) {
    for (int i = 1; i <= 20; ++i) {
        auto const seat = seats.take(user, leaving(i));
        auto const of_other = seats.take(other, leaving(-i));
    }
    EXPECT_TRUE(left.empty());
}

TEST_F(SeatsTest, AMovedSeatIsFreedOnce) {
    auto first = seats.take(user, leaving(1));
    Seats::Seat second;
    second = std::move(first);
    Seats::Seat const third(std::move(second));
    for (int i = 2; i <= 5; ++i)
        auto const seat = seats.take(user, leaving(i));
    EXPECT_TRUE(left.empty());
}

} // namespace
} // namespace qc::realtime

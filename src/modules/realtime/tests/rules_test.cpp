// SPDX-License-Identifier: Apache-2.0
#include "realtime/domain/channel.hpp"
#include "realtime/domain/chat_cursor.hpp"
#include "realtime/domain/presence.hpp"

#include <gtest/gtest.h>

namespace qc::realtime {
namespace {

using std::chrono::seconds;
using Seen = PresenceState::Seen;

constexpr std::string_view run_text = "0b9f8a3e-3c1d-4c53-9d2f-2b7a5e1f6a10";

TEST(ChannelTest, ReadsEveryNameItWrites) {
    for (std::string const& name :
         {std::string("user"),
          std::string("chats"),
          std::string("chat:12"),
          "run:" + std::string(run_text),
          std::string("quest:moderation")}) {
        auto const channel = Channel::parse(name);
        ASSERT_TRUE(channel) << name;
        EXPECT_EQ(channel->name(), name);
    }
}

TEST(ChannelTest, RefusesWhatIsNoChannel) {
    for (auto const* const name :
         {"",
          "chat:",
          "chat:0",
          "chat:012",
          "chat:-1",
          "chat:+1",
          "chat:1 ",
          "chat:99999999999",
          "run:",
          "run:1",
          "quest:",
          "User",
          "chat:1:2"}) {
        EXPECT_FALSE(Channel::parse(name)) << name;
    }
}

TEST(ChatCursorTest, TakesEachNumberOnce) {
    ChatCursor cursor;
    cursor.place_at(4);
    ASSERT_TRUE(cursor.release(4));
    EXPECT_FALSE(cursor.take(4));
    EXPECT_TRUE(cursor.take(5));
    EXPECT_FALSE(cursor.take(5));
    EXPECT_EQ(cursor.delivered(), 5);
}

TEST(ChatCursorTest, LetsLiveEventsPassWhileItIsHeld) {
    ChatCursor cursor;
    cursor.place_at(4);
    EXPECT_FALSE(cursor.take(5));
    EXPECT_TRUE(cursor.advance(5));
    EXPECT_FALSE(cursor.release(6)) << "6 was handed out meanwhile";
    EXPECT_TRUE(cursor.advance(6));
    EXPECT_TRUE(cursor.release(6));
    EXPECT_FALSE(cursor.held());
    EXPECT_TRUE(cursor.take(7));
}

TEST(PresenceStateTest, TellsOfflineThirtySecondsAfterTheLastTraffic) {
    PresenceState state;
    Clock::Steady now{};
    EXPECT_EQ(state.observe(Seen::absent, now), std::nullopt);
    EXPECT_EQ(state.observe(Seen::present, now), true);
    EXPECT_EQ(state.observe(Seen::absent, now += seconds{1}), std::nullopt);
    EXPECT_EQ(state.observe(Seen::absent, now += seconds{29}), std::nullopt);
    EXPECT_EQ(state.observe(Seen::absent, now += seconds{1}), false);
    EXPECT_FALSE(state.told_online());
}

TEST(PresenceStateTest, WaitsAsLongAsItIsSet) {
    PresenceState state(seconds{2});
    Clock::Steady now{};
    EXPECT_EQ(state.observe(Seen::present, now), true);
    EXPECT_EQ(state.observe(Seen::absent, now += seconds{1}), std::nullopt);
    EXPECT_EQ(state.observe(Seen::absent, now += seconds{1}), std::nullopt);
    EXPECT_EQ(state.observe(Seen::absent, now += seconds{1}), false);
}

TEST(PresenceStateTest, SaysNothingAboutAShortAbsence) {
    PresenceState state;
    Clock::Steady now{};
    EXPECT_EQ(state.observe(Seen::present, now), true);
    EXPECT_EQ(state.observe(Seen::absent, now += seconds{1}), std::nullopt);
    EXPECT_EQ(state.observe(Seen::present, now += seconds{20}), std::nullopt);
    EXPECT_EQ(state.observe(Seen::absent, now += seconds{1}), std::nullopt);
    EXPECT_EQ(state.observe(Seen::absent, now += seconds{20}), std::nullopt);
}

TEST(PresenceStateTest, TellsAwayAtOnceAndOnlineAgainAtOnce) {
    PresenceState state;
    Clock::Steady const now{};
    EXPECT_EQ(state.observe(Seen::present, now), true);
    EXPECT_EQ(state.observe(Seen::away, now), false);
    EXPECT_EQ(state.observe(Seen::away, now), std::nullopt);
    EXPECT_EQ(state.observe(Seen::present, now), true);
}

TEST(PresenceStateTest, RepeatsItselfEveryMinute) {
    PresenceState state;
    Clock::Steady now{};
    EXPECT_EQ(state.observe(Seen::present, now), true);
    EXPECT_EQ(state.observe(Seen::present, now += seconds{59}), std::nullopt);
    EXPECT_EQ(state.observe(Seen::present, now += seconds{1}), true);
}

class PresenceBoardTest : public testing::Test {
protected:
    UserId user{*Uuid::parse(run_text)};
    PresenceBoard board;
    Clock::Steady now{};
};

TEST_F(PresenceBoardTest, KeepsAUserOnlineWhileAnyWorkerHasHim) {
    EXPECT_TRUE(board.hear({user, 1, true}, now));
    EXPECT_FALSE(board.hear({user, 2, true}, now));
    EXPECT_FALSE(board.hear({user, 1, false}, now));
    EXPECT_TRUE(board.online(user));
    EXPECT_TRUE(board.hear({user, 2, false}, now));
    EXPECT_FALSE(board.online(user));
    EXPECT_FALSE(board.hear({user, 2, false}, now));
}

TEST_F(PresenceBoardTest, ForgetsWhatADeadInstanceSaid) {
    EXPECT_TRUE(board.hear({user, 1, true}, now));
    EXPECT_TRUE(board.expire(now + presence_lifetime - seconds{1}).empty());
    EXPECT_EQ(board.expire(now + presence_lifetime), std::vector{user});
    EXPECT_FALSE(board.online(user));
    EXPECT_EQ(board.size(), 0U);
}

TEST(ToMinuteTest, CutsSecondsOff) {
    auto const at = *parse_rfc3339("2026-01-31T09:15:59.999999Z");
    EXPECT_EQ(to_rfc3339(to_minute(at)), "2026-01-31T09:15:00.000000Z");
}

} // namespace
} // namespace qc::realtime

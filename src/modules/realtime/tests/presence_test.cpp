// SPDX-License-Identifier: Apache-2.0
#include "realtime_tests/notices_fixture.hpp"

namespace qc::realtime {
namespace {

class PresenceTest : public NoticesTest {
protected:
    PresenceTest() { chats.open(ChatId{12}, {anna.user, ben.user}); }

    boost::json::value subscribed(Device& device) {
        device.say(R"({"type":"subscribe","channel":"chat:12"})");
        return device.only("ack").at("presence");
    }

    boost::json::object of(boost::json::value const& list, access::Caller const& caller) {
        for (auto const& one : list.as_array())
            if (one.at("userId").as_string() == caller.user.text()) return one.as_object();
        ADD_FAILURE() << "nobody of this id in the list";
        return {};
    }
};

TEST_F(PresenceTest, IsInTheAckOfASubscription) {
    rows.used[ben.user] = clock.now() - std::chrono::seconds{90};
    auto const one = device(anna);
    auto const list = subscribed(*one);
    EXPECT_TRUE(of(list, anna).at("online").as_bool());
    EXPECT_FALSE(of(list, ben).at("online").as_bool());
    EXPECT_EQ(of(list, ben).at("lastSeenAt").as_string(), "2026-01-31T11:58:00.000000Z");
}

TEST_F(PresenceTest, IsToldToThoseWhoShareAChatAcrossWorkers) {
    auto const one = device(anna);
    subscribed(*one);
    auto const stranger = device(user("eve"));
    auto two = device(ben, 1);
    auto const came = one->only("event");
    EXPECT_EQ(came.at("event").as_string(), "presence");
    EXPECT_EQ(came.at("data").at("userId").as_string(), ben.user.text());
    EXPECT_TRUE(came.at("data").at("online").as_bool());
    two->drop();
    pass_seconds(29);
    EXPECT_TRUE(one->take().empty());
    pass_seconds(3);
    auto const left = one->only("event");
    EXPECT_FALSE(left.at("data").at("online").as_bool());
    EXPECT_EQ(left.at("data").at("lastSeenAt").as_string(), "2026-01-31T12:00:00.000000Z");
    EXPECT_TRUE(stranger->take().empty());
}

TEST_F(PresenceTest, OfSomebodyOnTwoWorkersEndsWithTheLast) {
    auto const one = device(anna);
    auto first_device = device(ben);
    auto const second_device = device(ben, 1);
    subscribed(*one);
    first_device->drop();
    for (int i = 0; i < 40; ++i) {
        second_device->connection().note_traffic();
        one->connection().note_traffic();
        pass_seconds(1);
    }
    EXPECT_TRUE(one->take().empty());
}

TEST_F(PresenceTest, EndsAMinuteAndAHalfAfterTheLastTraffic) {
    auto const one = device(anna);
    auto const two = device(ben);
    subscribed(*one);
    pass_seconds(88);
    EXPECT_TRUE(one->take().empty());
    pass_seconds(3);
    EXPECT_FALSE(one->only("event").at("data").at("online").as_bool());
}

TEST_F(PresenceTest, MayBeHidden) {
    auto const one = device(anna);
    auto const two = device(ben);
    subscribed(*one);
    two->say(R"({"type":"presence.set","id":"p","state":"away"})");
    EXPECT_EQ(two->only("ack").at("id").as_string(), "p");
    pass_seconds(1);
    EXPECT_FALSE(one->only("event").at("data").at("online").as_bool());
    two->say(R"({"type":"presence.set","state":"online"})");
    pass_seconds(1);
    EXPECT_TRUE(one->only("event").at("data").at("online").as_bool());
}

TEST_F(PresenceTest, FollowsWhoJoinsAndLeavesTheChat) {
    auto const eve = user("eve");
    auto const one = device(anna);
    subscribed(*one);
    chats.add_participant(ChatId{12}, eve.user);
    settle();
    auto const three = device(eve);
    EXPECT_EQ(one->only("event").at("data").at("userId").as_string(), eve.user.text());
    chats.remove_participant(ChatId{12}, eve.user);
    settle();
    three->drop();
    pass_seconds(35);
    EXPECT_TRUE(one->take().empty());
}

} // namespace
} // namespace qc::realtime

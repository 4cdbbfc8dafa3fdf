// SPDX-License-Identifier: Apache-2.0
#include "realtime_tests/live_fixture.hpp"

namespace qc::realtime {
namespace {

class FramesTest : public LiveTest {
protected:
    FramesTest() {
        chats.open(ChatId{12}, {anna.user, ben.user});
        one = device(anna);
    }

    std::string code_of(std::string_view frame) {
        one->say(frame);
        return std::string(one->only("error").at("code").as_string());
    }

    access::Caller anna = user("anna");
    access::Caller ben = user("ben");
    std::unique_ptr<Device> one;
};

TEST_F(FramesTest, PingIsAnsweredWithTheTime) {
    one->say(R"({"type":"ping","id":"c-2"})");
    auto const pong = one->only("pong");
    EXPECT_EQ(pong.at("id").as_string(), "c-2");
    EXPECT_DOUBLE_EQ(pong.at("ts").as_double(), unix_seconds(clock.now()));
    one->say(R"({"type":"ping"})");
    EXPECT_FALSE(one->only("pong").as_object().contains("id"));
}

TEST_F(FramesTest, AnUnknownTypeKeepsTheConnection) {
    one->say(R"({"type":"dance","id":"c-1"})");
    auto const error = one->only("error");
    EXPECT_EQ(error.at("code").as_string(), "UNKNOWN_TYPE");
    EXPECT_EQ(error.at("message").as_string(), "Unknown frame type.");
    EXPECT_EQ(error.at("id").as_string(), "c-1");
    EXPECT_EQ(error.at("correlationId").as_string(), "req_test");
    EXPECT_FALSE(one->connection().closing);
}

TEST_F(FramesTest, HostileFramesAreRefusedWithTheirPlaces) {
    for (std::string const& frame :
         {std::string("{"),
          std::string("[]"),
          std::string("7"),
          std::string(""),
          std::string("{\"type\":\"ping\",\"type\":\"ping\"}"),
          std::string("{\"type\":7}"),
          std::string("{\"type\":\"ping\",\"id\":7}"),
          "{\"type\":\"ping\",\"id\":\"" + std::string(65, 'x') + "\"}",
          std::string("{\"type\":\"ping\",\"a\":") + std::string(40, '[') + std::string(40, ']') +
              "}",
          std::string("{\"type\":\"subscribe\"}"),
          std::string("{\"type\":\"subscribe\",\"channel\":\"chat:x\"}"),
          std::string("{\"type\":\"subscribe\",\"channel\":\"chat:12\",\"afterSeq\":-1}"),
          std::string("{\"type\":\"message.send\"}"),
          std::string("{\"type\":\"presence.set\",\"state\":\"gone\"}")}) {
        clock.advance(std::chrono::seconds{1});
        one->say(frame);
        auto const error = one->only("error");
        EXPECT_EQ(error.at("code").as_string(), "VALIDATION_ERROR") << frame;
        EXPECT_FALSE(error.at("errors").as_array().empty()) << frame;
    }
    EXPECT_FALSE(one->connection().closing);
}

TEST_F(FramesTest, EveryProblemOfAFrameIsNamed) {
    one->say(R"({"type":"message.send","id":"m","text":7})");
    auto const error = one->only("error");
    EXPECT_EQ(error.at("id").as_string(), "m");
    EXPECT_EQ(error.at("errors").as_array().size(), 3U) << "chatId, text and clientId";
}

TEST_F(FramesTest, AMessageIsAcknowledgedWhenItIsCommitted) {
    auto const two = device(ben, 1);
    chats.conflicts = 2;
    one->say(R"({"type":"message.send","id":"m1","chatId":12,"text":"hi","clientId":"c1"})");
    auto const frames = one->take();
    ASSERT_EQ(frames.size(), 2U) << "the author's own connections get the event too";
    EXPECT_EQ(frames[0].at("type").as_string(), "ack");
    EXPECT_EQ(frames[0].at("id").as_string(), "m1");
    EXPECT_EQ(frames[0].at("message").at("text").as_string(), "hi");
    EXPECT_EQ(frames[1].at("event").as_string(), "message.created");
    EXPECT_EQ(two->only("event").at("seq").as_int64(), 1);
    EXPECT_EQ(chats.staged_sends, 1) << "a transaction that runs again is no second send";
}

TEST_F(FramesTest, ARefusedMessageHasTheCodeOfTheRoute) {
    EXPECT_EQ(
        code_of(R"({"type":"message.send","chatId":13,"text":"hi","clientId":"c1"})"),
        "CHAT_NOT_FOUND"
    );
    EXPECT_EQ(code_of(R"({"type":"message.read","chatId":13,"messageId":1})"), "CHAT_NOT_FOUND");
}

TEST_F(FramesTest, FailuresAreNotTheEndOfAConnection) {
    chats.is_down = true;
    EXPECT_EQ(
        code_of(R"({"type":"message.send","chatId":12,"text":"hi","clientId":"c1"})"),
        "DATABASE_UNAVAILABLE"
    );
    chats.is_down = false;
    chats.conflicts = 5;
    EXPECT_EQ(
        code_of(R"({"type":"message.send","chatId":12,"text":"hi","clientId":"c1"})"),
        "DATABASE_UNAVAILABLE"
    );
    EXPECT_FALSE(one->connection().closing);
}

TEST_F(FramesTest, AReadMarkIsAnsweredWithTheCounter) {
    one->say(R"({"type":"message.read","id":"r","chatId":12,"messageId":7})");
    auto const ack = one->only("ack");
    EXPECT_EQ(ack.at("id").as_string(), "r");
    EXPECT_EQ(ack.at("unreadCount").as_int64(), 2);
}

TEST_F(FramesTest, TooManyFramesAreWarnedOfThreeTimes) {
    for (int i = 0; i < 40; ++i)
        one->say(R"({"type":"ping"})");
    EXPECT_EQ(one->take().size(), 40U);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(code_of(R"({"type":"ping"})"), "TOO_MANY_REQUESTS");
    EXPECT_FALSE(one->connection().closing);
    one->say(R"({"type":"ping"})");
    ASSERT_TRUE(one->connection().closing);
    EXPECT_EQ(one->connection().closing->first, 1008);
    EXPECT_EQ(one->connection().closing->second, "Rate limit");
}

TEST_F(FramesTest, PingsCountLikeOtherFrames) {
    one->say_control_frames(40);
    EXPECT_TRUE(one->take().empty());
    one->say_control_frames(3);
    EXPECT_EQ(one->take().size(), 3U);
    EXPECT_FALSE(one->connection().closing);
    one->say_control_frames(1);
    ASSERT_TRUE(one->connection().closing);
    EXPECT_EQ(one->connection().closing->second, "Rate limit");
}

TEST_F(FramesTest, TwoHundredSubscriptionsAreEnough) {
    for (int id = 1; id <= 201; ++id) {
        chats.open(ChatId{1'000 + id}, {anna.user});
        if (id % 10 == 0) clock.advance(std::chrono::seconds{1});
        one->say(R"({"type":"subscribe","channel":"chat:)" + std::to_string(1'000 + id) + "\"}");
        auto const frames = one->take();
        ASSERT_EQ(frames.size(), 1U);
        EXPECT_EQ(frames[0].at("type").as_string(), id <= 200 ? "ack" : "error") << id;
    }
    one->say(R"({"type":"subscribe","channel":"chat:1001"})");
    EXPECT_EQ(one->take().at(0).at("type").as_string(), "ack") << "this one counts already";
    one->say(R"({"type":"unsubscribe","channel":"chat:1001"})");
    one->take();
    one->say(R"({"type":"subscribe","channel":"chat:1201"})");
    EXPECT_EQ(one->take().at(0).at("type").as_string(), "ack");
}

TEST_F(FramesTest, TypingReachesThoseWhoAskedForTheChat) {
    auto const two = device(ben, 1);
    auto const silent = device(ben, 1);
    two->say(R"({"type":"subscribe","channel":"chat:12"})");
    two->take();
    one->say(R"({"type":"subscribe","channel":"chat:12"})");
    one->take();
    one->say(R"({"type":"typing","chatId":12,"active":true})");
    auto const event = two->only("event");
    EXPECT_EQ(event.at("event").as_string(), "typing");
    EXPECT_EQ(event.at("channel").as_string(), "chat:12");
    EXPECT_EQ(event.at("data").at("userId").as_string(), anna.user.text());
    EXPECT_TRUE(event.at("data").at("active").as_bool());
    EXPECT_TRUE(silent->take().empty());
    EXPECT_TRUE(one->take().empty()) << "not to who types, and no answer";
    one->say(R"({"type":"typing","chatId":12,"active":true})");
    EXPECT_TRUE(two->take().empty()) << "once in two seconds";
    EXPECT_EQ(code_of(R"({"type":"typing","chatId":99,"active":true})"), "NOT_A_PARTICIPANT");
}

TEST_F(FramesTest, ModeratorsMayFollowQuestsToBeJudged) {
    EXPECT_EQ(code_of(R"({"type":"subscribe","channel":"quest:moderation"})"), "PERMISSION_DENIED");
    auto const manager = user("manager", 1);
    auto const staff = device(manager);
    staff->say(R"({"type":"subscribe","id":"q","channel":"quest:moderation"})");
    EXPECT_EQ(staff->only("ack").at("channel").as_string(), "quest:moderation");
    callers.users[manager.user].permissions = access::granted(0, false, false);
    first.hub.recheck(manager.user);
    settle();
    EXPECT_EQ(staff->only("error").at("code").as_string(), "PERMISSION_DENIED");
    EXPECT_FALSE(staff->connection().closing);
}

TEST_F(FramesTest, RunsAreForThoseWhoTakePart) {
    RunId const run{random.uuid()};
    auto const subscribe = R"({"type":"subscribe","channel":"run:)" + run.text() + "\"}";
    EXPECT_EQ(code_of(subscribe), "NOT_A_PARTICIPANT");
    rows.members.insert({run, anna.user});
    one->say(subscribe);
    EXPECT_EQ(one->only("ack").at("channel").as_string(), "run:" + run.text());
    auto const manager = device(user("manager", 1));
    manager->say(subscribe);
    EXPECT_EQ(manager->take().at(0).at("type").as_string(), "ack");
}

} // namespace
} // namespace qc::realtime

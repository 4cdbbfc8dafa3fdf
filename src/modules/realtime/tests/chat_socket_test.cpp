// SPDX-License-Identifier: Apache-2.0
#include "realtime_tests/chat_events_fixture.hpp"

namespace qc::realtime {
namespace {

class ChatSocketTest : public ChatEventsTest {
protected:
    std::string const path = "/api/v1/chats/12";
};

TEST_F(ChatSocketTest, ShowsMessagesWithoutEnvelope) {
    auto const one = device(request(path, token(anna)));
    EXPECT_TRUE(one->take().empty()) << "no hello";
    happen(1);
    chats.happen(chat, "message.updated");
    chats.happen(chat, "message.read");
    settle();
    auto const frames = one->take();
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].at("id").as_int64(), 1);
}

TEST_F(ChatSocketTest, ShowsChangesWhenAskedTo) {
    auto const one = device(request(path + "?events=1", token(anna)));
    happen(1);
    chats.happen(chat, "message.updated");
    chats.happen(chat, "message.deleted");
    chats.happen(chat, "message.read");
    settle();
    auto const frames = one->take();
    ASSERT_EQ(frames.size(), 3U);
    EXPECT_EQ(frames[1].at("event").as_string(), "message.updated");
    EXPECT_EQ(frames[2].at("event").as_string(), "message.deleted");
}

TEST_F(ChatSocketTest, ShowsWhatCameWhileTheUserWasLookedUp) {
    chats.hold_reads();
    Device entering(first, context, request(path, token(anna)));
    settle();
    happen(2);
    chats.let_reads_go();
    settle();
    EXPECT_EQ(entering.take().size(), 2U);
}

TEST_F(ChatSocketTest, ShowsWhatCameBetweenItsHandshakeAndItsSession) {
    happen(1);
    clock.advance(std::chrono::milliseconds{2});
    happen(1);
    clock.advance(std::chrono::milliseconds{1});
    Device late(first, context, request(path, token(anna)), std::chrono::milliseconds{1});
    settle();
    EXPECT_EQ(late.take().size(), 1U);
}

TEST_F(ChatSocketTest, RefusesOthersAndThoseWithoutToken) {
    auto const other = device(request(path, token(eve)));
    ASSERT_TRUE(other->connection().closing);
    EXPECT_EQ(other->connection().closing->second, "Access denied to chat 12");
    auto const nobody = device(request(path));
    ASSERT_TRUE(nobody->connection().closing);
    EXPECT_EQ(nobody->connection().closing->second, "Missing authentication token");
}

TEST_F(ChatSocketTest, EndsWithoutAWordWhenItsClientSaysTooMuch) {
    auto const one = device(request(path, token(anna)));
    one->say_control_frames(20);
    for (int i = 0; i < 23; ++i)
        one->say("anything");
    EXPECT_FALSE(one->connection().closing);
    one->say("anything");
    EXPECT_TRUE(one->take().empty());
    ASSERT_TRUE(one->connection().closing);
    EXPECT_EQ(one->connection().closing->second, "Rate limit");
}

TEST_F(ChatSocketTest, IgnoresFramesAndEndsWithTheParticipation) {
    auto const one = device(request(path + "?token=" + token(anna)));
    one->say("anything");
    one->say(R"({"type":"ping"})");
    EXPECT_TRUE(one->take().empty());
    EXPECT_FALSE(one->connection().closing);
    chats.remove_participant(chat, anna.user);
    settle();
    ASSERT_TRUE(one->connection().closing);
    EXPECT_EQ(one->connection().closing->second, "Access denied to chat 12");
}

} // namespace
} // namespace qc::realtime

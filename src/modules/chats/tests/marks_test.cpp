// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::chats::test {
namespace {

using live::Kind;

class ReadMarks : public PairTest {};

TEST_F(ReadMarks, MarkingReadTakesEverythingOlderWithIt) {
    auto const first = say(ann, chat, "1");
    auto const second = say(ann, chat, "2");
    auto const third = say(ann, chat, "3");
    signals.sent.clear();
    EXPECT_EQ(api().patch(messages_path(second), R"({"isRead":true})", &ben).status, 204);
    EXPECT_EQ(unread(ben), 1);
    EXPECT_EQ(signals.count(Kind::chat_event), 1U);
    EXPECT_EQ(signals.count(Kind::unread, ben.user), 1U);
    EXPECT_EQ(api().patch(messages_path(first), R"({"isRead":true})", &ben).status, 204);
    EXPECT_EQ(signals.count(Kind::chat_event), 1U) << "nothing changed";
    auto const body = R"({"messageId":)" + std::to_string(third) + "}";
    auto const read = api().post(chat_path(chat, "/read"), body, &ben);
    EXPECT_EQ(read.at("/unreadCount"), 0);
    EXPECT_EQ(newest().at("isRead"), true);
    auto const events = api().run(chats().events(chat, 4, 10));
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].type, "message.read");
    EXPECT_EQ(
        events[0].data,
        R"({"chatId":)" + std::to_string(chat.value) + R"(,"userId":")" + ben.user.text() +
            R"(","lastReadMessageId":)" + std::to_string(third) + "}"
    );
}

TEST_F(ReadMarks, ARecipientMayMarkOneUnreadAgain) {
    auto const first = say(ann, chat, "1");
    auto const second = say(ann, chat, "2");
    api().patch(messages_path(second), R"({"isRead":true})", &ben);
    EXPECT_EQ(api().patch(messages_path(first), R"({"isRead":false})", &ben).status, 204);
    EXPECT_EQ(api().patch(messages_path(first), R"({"isRead":false})", &ben).status, 204);
    EXPECT_EQ(unread(ben), 1);
    EXPECT_EQ(newest().at("isRead"), true);
    auto const events = api().run(chats().events(chat, 3, 10));
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].type, "message.updated");
    api().patch(messages_path(second), R"({"isRead":true})", &ben);
    EXPECT_EQ(unread(ben), 0);
}

TEST_F(ReadMarks, AuthorsAndStrangersDoNotMark) {
    auto const id = say(ann, chat, "1");
    EXPECT_EQ(
        api().patch(messages_path(id), R"({"isRead":true})", &ann).code(), "PERMISSION_DENIED"
    );
    EXPECT_EQ(
        api().patch(messages_path(id), R"({"isRead":true})", &stranger).code(), "MESSAGE_NOT_FOUND"
    );
    auto const body = R"({"messageId":)" + std::to_string(id) + "}";
    auto const path = chat_path(chat, "/read");
    EXPECT_EQ(api().post(path, body, &stranger).code(), "CHAT_NOT_FOUND");
    EXPECT_EQ(api().post(path, R"({"messageId":4711})", &ben).code(), "MESSAGE_NOT_FOUND");
    auto const other = pair(ben, stranger);
    EXPECT_EQ(api().post(chat_path(other, "/read"), body, &ben).code(), "MESSAGE_NOT_FOUND");
    EXPECT_EQ(unread(ben), 1);
}

} // namespace
} // namespace qc::chats::test

// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::chats::test {
namespace {

using live::Kind;

/// In place of the pair, a group of three.
class GroupChatsTest : public PairTest {
protected:
    void SetUp() override {
        PairTest::SetUp();
        if (IsSkipped()) return;
        cat = player();
        chat = open_group({ann, ben, cat});
    }

    bool is_read() { return api().get(chat_path(chat), &ann).at("/messages/0/isRead").as_bool(); }

    access::Caller cat;
};

TEST_F(GroupChatsTest, AMessageIsReadWhenEverybodyHasReadIt) {
    EXPECT_EQ(signals.count(Kind::chat_created), 3U);
    auto const id = say(ann, chat, "Hi all");
    EXPECT_EQ(unread(ben), 1);
    EXPECT_EQ(unread(cat), 1);
    api().patch(messages_path(id), R"({"isRead":true})", &ben);
    EXPECT_FALSE(is_read());
    EXPECT_EQ(unread(ben), 0);
    EXPECT_EQ(unread(cat), 1);
    api().patch(messages_path(id), R"({"isRead":true})", &cat);
    EXPECT_TRUE(is_read());
    api().patch(messages_path(id), R"({"isRead":false})", &cat);
    EXPECT_FALSE(is_read());
    EXPECT_EQ(unread(cat), 1);
    EXPECT_EQ(unread(ben), 0);
    auto const events = api().run(chats().events(chat, 3, 10));
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].type, "message.read");
}

TEST_F(GroupChatsTest, WhoLeavesSeesNothingMoreAndHoldsNobodyUp) {
    auto const id = say(ann, chat, "Hi all");
    api().patch(messages_path(id), R"({"isRead":true})", &ben);
    signals.sent.clear();
    leave_group(chat, cat);
    leave_group(chat, cat);
    EXPECT_EQ(signals.count(Kind::chat_left, cat.user), 1U);
    EXPECT_TRUE(is_read());
    EXPECT_EQ(unread(cat), 0);
    EXPECT_EQ(api().get(chat_path(chat), &cat).code(), "CHAT_NOT_FOUND");
    EXPECT_EQ(api().post(messages_path(chat.value), text_body("x"), &cat).code(), "CHAT_NOT_FOUND");
    EXPECT_EQ(api().get("/api/v1/chats/me", &cat).body, "[]");
}

TEST_F(GroupChatsTest, WhoComesLaterStartsWithNothingUnread) {
    say(ann, chat, "Before");
    auto const dan = player();
    add_to_group(chat, dan);
    add_to_group(chat, dan);
    EXPECT_EQ(signals.count(Kind::chat_created, dan.user), 1U);
    EXPECT_EQ(unread(dan), 0);
    leave_group(chat, cat);
    say(ann, chat, "Without her");
    add_to_group(chat, cat);
    EXPECT_EQ(unread(cat), 0);
    say(ann, chat, "With her");
    EXPECT_EQ(unread(cat), 1);
    EXPECT_EQ(unread(dan), 2);
}

TEST_F(GroupChatsTest, ShowsTheOwnerUnderTheNameOfTheQuest) {
    run_sql(
        "with q as (insert into quest (name, description, category_id, \"group\", vehicle_id, "
        "level, mileage, place_id, status) values ('Through the old town', 'x', 1, 4, 1, 1, 1, 1, "
        "'published') returning id), v as (insert into quest_version (quest_id, version, route) "
        "select id, 1, '{}' from q) select 1"
    );
    run_sql(
        "insert into quest_run (id, quest_id, version, owner_id, chat_id, answers_revealed) "
        "select gen_random_uuid(), max(id), 1, '" +
        ann.user.text() + "', " + std::to_string(chat.value) + ", false from quest"
    );
    run_sql(
        "insert into run_member (run_id, user_id, status, joined_at) select id, '" +
        ben.user.text() + "', 'joined', now() from quest_run"
    );
    auto const mine = api().get("/api/v1/chats/me", &ben);
    EXPECT_EQ(mine.at("/0/recipient/fullName"), "Through the old town");
    EXPECT_EQ(mine.at("/0/recipient/id").as_string(), ann.user.text());
    EXPECT_TRUE(mine.at("/0/recipient/profile/image").is_null());
}

} // namespace
} // namespace qc::chats::test

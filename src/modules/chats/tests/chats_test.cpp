// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::chats::test {
namespace {

using live::Kind;

class OpeningChats : public ChatsTest {
protected:
    static std::string with(access::Caller const& user) {
        return "/api/v1/chats/" + user.user.text();
    }
};

TEST_F(OpeningChats, AnswersAnEmptyChatOfTwoAndTellsBoth) {
    auto const ann = player();
    auto const ben = player();
    run_sql("update profile set avatar_url = 'images/avatars/a.png'");
    auto const opened = api().post(with(ben), "", &ann);
    ASSERT_EQ(opened.status, 201);
    EXPECT_EQ(opened.at("/messages").as_array().size(), 0U);
    EXPECT_EQ(opened.at("/participants").as_array().size(), 2U);
    EXPECT_EQ(opened.at("/participants/0/fullName"), "Test User");
    auto const avatar = "https://quest.example/api/v1/files/images/avatars/a.png";
    EXPECT_EQ(opened.at("/participants/0/profile/avatarUrl"), avatar);
    EXPECT_EQ(opened.at("/participants/0/profile/image"), avatar);
    EXPECT_EQ(opened.at("/lastSeq"), 0);
    EXPECT_EQ(signals.count(Kind::chat_created, ann.user), 1U);
    EXPECT_EQ(signals.count(Kind::chat_created, ben.user), 1U);
}

TEST_F(OpeningChats, RefusesOneselfAndWhomThereIsNot) {
    auto const ann = player();
    EXPECT_EQ(api().post(with(ann), "", &ann).code(), "CANT_CHAT_WITH_SELF");
    auto const nobody = UserId{api().random().uuid()};
    EXPECT_EQ(api().post("/api/v1/chats/" + nobody.text(), "", &ann).code(), "RECIPIENT_NOT_FOUND");
    auto const gone = player();
    run_sql(
        "update \"user\" set deleted_at = now(), email = null where id = '" + gone.user.text() + "'"
    );
    EXPECT_EQ(api().post(with(gone), "", &ann).code(), "RECIPIENT_NOT_FOUND");
    EXPECT_EQ(api().post("/api/v1/chats/nobody", "", &ann).status, 422);
    EXPECT_EQ(api().post(with(ann), "").code(), "ACCESS_TOKEN_REQUIRED");
}

TEST_F(OpeningChats, OnlyStaffMayWriteToLockedUsers) {
    qc::test::Api::Account account;
    account.is_active = false;
    auto const locked = api().make_user(account);
    auto const ann = player();
    EXPECT_EQ(api().post(with(locked), "", &ann).code(), "RECIPIENT_IS_BLOCKED");
    auto const manager = staff(1);
    EXPECT_EQ(api().post(with(locked), "", &manager).status, 201);
}

TEST_F(OpeningChats, ASecondChatOfAPairNamesTheFirst) {
    auto const ann = player();
    auto const ben = player();
    auto const chat = pair(ann, ben);
    auto const again = api().post(with(ann), "", &ben);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), "CHAT_ALREADY_EXISTS");
    EXPECT_EQ(again.at("/details/chatId"), chat.value);
}

TEST_F(OpeningChats, OfTwoAtOnceOneWins) {
    auto const ann = player();
    auto const ben = player();
    std::vector<qc::test::ApiCall> calls;
    for (int i = 0; i < 4; ++i) {
        auto const& from = i % 2 == 0 ? ann : ben;
        auto const& to = i % 2 == 0 ? ben : ann;
        calls.push_back({http::Method::post, with(to), "", &from});
    }
    int opened = 0;
    for (auto const& answer : api().call_together(calls)) {
        opened += answer.status == 201 ? 1 : 0;
        if (answer.status != 201) EXPECT_EQ(answer.code(), "CHAT_ALREADY_EXISTS");
    }
    EXPECT_EQ(opened, 1);
    EXPECT_EQ(number("select count(*) from chat"), 1);
    EXPECT_EQ(number("select count(*) from chat_participant"), 2);
}

TEST_F(OpeningChats, SupportIsTheLeastLoadedManagerAndStaysTheSame) {
    auto const ann = player();
    EXPECT_EQ(api().post("/api/v1/chats/support", "", &ann).code(), "RECIPIENT_NOT_FOUND");
    auto const busy = staff(1);
    auto const idle = staff(1);
    staff(2);
    auto const ben = player();
    pair(ben, busy);
    auto const opened = api().post("/api/v1/chats/support", "", &ann);
    ASSERT_EQ(opened.status, 201);
    EXPECT_NE(opened.body.find(idle.user.text()), std::string::npos);
    ChatId const chat{static_cast<std::int32_t>(opened.at("/id").to_number<std::int64_t>())};
    say(ann, chat, "Help");
    auto const again = api().post("/api/v1/chats/support", "", &ann);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.at("/id"), opened.at("/id"));
    EXPECT_EQ(again.at("/messages/0/text"), "Help");
}

TEST_F(OpeningChats, OneUserGetsOneSupporterHoweverOftenHeAsksAtOnce) {
    for (int i = 0; i < 3; ++i)
        staff(1);
    auto const ann = player();
    std::vector<qc::test::ApiCall> calls(
        4, qc::test::ApiCall{http::Method::post, "/api/v1/chats/support", "", &ann}
    );
    for (auto const& answer : api().call_together(calls))
        EXPECT_TRUE(answer.status == 201 || answer.status == 200) << answer.body;
    EXPECT_EQ(number("select count(*) from chat"), 1);
}

class ReadingChats : public ChatsTest {};

TEST_F(ReadingChats, ListsChatsByNewestActivityWithCounters) {
    auto const ann = player();
    auto const ben = player();
    auto const cat = player();
    auto const first = pair(ann, ben);
    auto const second = pair(ann, cat);
    EXPECT_EQ(api().get("/api/v1/chats/me", &ann).at("/0/id"), second.value);
    say(ben, first, "one");
    api().clock().advance(std::chrono::seconds{1});
    say(ben, first, "two");
    auto const mine = api().get("/api/v1/chats/me", &ann);
    EXPECT_EQ(mine.at("/0/id"), first.value);
    EXPECT_EQ(mine.at("/0/unreadCount"), 2);
    EXPECT_EQ(mine.at("/0/lastSeq"), 2);
    EXPECT_EQ(mine.at("/0/lastMessage/text"), "two");
    EXPECT_EQ(mine.at("/0/updatedAt"), mine.at("/0/lastMessage/createdAt"));
    EXPECT_EQ(mine.at("/0/recipient/id").as_string(), ben.user.text());
    EXPECT_EQ(mine.at("/1/recipient/id").as_string(), cat.user.text());
    EXPECT_FALSE(mine.json().at(1).as_object().contains("lastMessage"));
    auto const of_ben = api().get("/api/v1/chats/me", &ben);
    EXPECT_EQ(of_ben.at("/0/unreadCount"), 0);
    EXPECT_EQ(of_ben.at("/0/recipient/id").as_string(), ann.user.text());
    auto const stranger = player();
    EXPECT_EQ(api().get("/api/v1/chats/me", &stranger).body, "[]");
}

TEST_F(ReadingChats, ShowsMessagesNewestFirstPageByPage) {
    auto const ann = player();
    auto const ben = player();
    auto const chat = pair(ann, ben);
    for (int i = 1; i <= 5; ++i)
        say(i % 2 == 0 ? ann : ben, chat, std::to_string(i));
    auto const newest = api().get(chat_path(chat, "?limit=2"), &ann);
    EXPECT_EQ(newest.at("/messages").as_array().size(), 2U);
    EXPECT_EQ(newest.at("/messages/0/text"), "5");
    EXPECT_EQ(newest.at("/messages/0/author/id").as_string(), ben.user.text());
    EXPECT_EQ(newest.at("/lastSeq"), 5);
    auto const before = std::to_string(newest.at("/messages/1/id").to_number<std::int64_t>());
    auto const older = api().get(chat_path(chat, "?beforeId=" + before), &ann);
    EXPECT_EQ(older.at("/messages").as_array().size(), 3U);
    EXPECT_EQ(older.at("/messages/0/text"), "3");
    EXPECT_EQ(api().get(chat_path(chat, "?limit=101"), &ann).status, 422);
}

TEST_F(ReadingChats, HidesChatsFromStrangersAndFromStaffWithoutAReport) {
    auto const ann = player();
    auto const ben = player();
    auto const chat = pair(ann, ben);
    auto const cat = player();
    auto const manager = staff(1);
    for (auto const* const caller : {&cat, &manager}) {
        EXPECT_EQ(api().get(chat_path(chat), caller).code(), "CHAT_NOT_FOUND");
        EXPECT_EQ(
            api().get(chat_path(chat, "/events?afterSeq=0"), caller).code(), "CHAT_NOT_FOUND"
        );
    }
    EXPECT_EQ(api().get(chat_path(ChatId{4711}), &ann).code(), "CHAT_NOT_FOUND");
    EXPECT_TRUE(notices->sent.empty());
    EXPECT_TRUE(acts.acts.empty());
}

TEST_F(ReadingChats, CountsUnreadMessagesByChat) {
    auto const ann = player();
    auto const ben = player();
    auto const cat = player();
    auto const first = pair(ann, ben);
    auto const second = pair(ann, cat);
    pair(ben, cat);
    say(ben, first, "1");
    say(ben, first, "2");
    say(cat, second, "3");
    auto const unread = api().get("/api/v1/chats/unread", &ann);
    EXPECT_EQ(unread.at("/total"), 3);
    EXPECT_EQ(unread.at("/chats/" + std::to_string(first.value)), 2);
    EXPECT_EQ(unread.at("/chats/" + std::to_string(second.value)), 1);
    auto const none = api().get("/api/v1/chats/unread", &ben);
    EXPECT_EQ(none.body, R"({"total":0,"chats":{}})");
}

} // namespace
} // namespace qc::chats::test

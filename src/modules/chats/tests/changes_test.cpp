// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::chats::test {
namespace {

class ChangedMessages : public PairTest {};

TEST_F(ChangedMessages, TheAuthorEditsTextAndFile) {
    auto const id = say(ann, chat, "Helo");
    api().clock().advance(std::chrono::minutes{1});
    auto const edit = "/api/v1/chats/messages/update-content/" + std::to_string(id);
    auto const edited = api().patch(edit, text_body("Hello"), &ann);
    ASSERT_EQ(edited.status, 200);
    EXPECT_EQ(edited.at("/text"), "Hello");
    EXPECT_EQ(edited.at("/seq"), 1);
    EXPECT_EQ(edited.at("/editedAt"), "2026-01-31T12:01:00.000000Z");
    auto const first = api().patch(edit, R"({"file":")" + document("one") + "\"}", &ann);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.at("/text"), "Hello");
    auto const same =
        api().patch(edit, with_file("", std::string(first.at("/file").as_string())), &ann);
    EXPECT_EQ(same.status, 200);
    EXPECT_EQ(number("select sum(reference_count)::bigint from stored_file"), 1);
    auto const second = api().patch(edit, R"({"file":")" + document("two") + "\"}", &ann);
    EXPECT_NE(second.at("/file"), first.at("/file"));
    EXPECT_EQ(number("select sum(reference_count)::bigint from stored_file"), 1);
    EXPECT_EQ(number("select last_seq from chat"), 5);
    EXPECT_EQ(api().get("/api/v1/chats/me", &ben).at("/0/lastMessage/file"), second.at("/file"));
    EXPECT_EQ(unread(ben), 1);
}

TEST_F(ChangedMessages, AnEditThatChangesNothingIsNoEvent) {
    auto const sent = send(with_file("Hello", document("one")), ann);
    auto const id = sent.at("/id").as_int64();
    signals.sent.clear();
    api().clock().advance(std::chrono::minutes{1});
    auto const edit = "/api/v1/chats/messages/update-content/" + std::to_string(id);
    auto const url = std::string(sent.at("/file").as_string());
    for (auto const& body : {text_body("Hello"), with_file("Hello", url)}) {
        auto const edited = api().patch(edit, body, &ann);
        ASSERT_EQ(edited.status, 200) << edited.body;
        for (std::string const member :
             {"/id", "/text", "/chatId", "/authorId", "/isRead", "/seq", "/createdAt", "/updatedAt"
             })
            EXPECT_EQ(edited.at(member), sent.at(member)) << member;
        EXPECT_TRUE(edited.at("/editedAt").is_null());
        EXPECT_TRUE(edited.at("/file").is_string());
    }
    EXPECT_EQ(number("select last_seq from chat"), 1);
    EXPECT_TRUE(signals.sent.empty());
    EXPECT_EQ(number("select sum(reference_count)::bigint from stored_file"), 1);
}

TEST_F(ChangedMessages, OnlyTheAuthorEditsAndNeverIntoNothing) {
    auto const id = say(ann, chat, "Hello");
    auto const edit = "/api/v1/chats/messages/update-content/" + std::to_string(id);
    auto const file = R"({"file":")" + document("x") + "\"}";
    EXPECT_EQ(api().patch(edit, text_body("No"), &ben).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().patch(edit, file, &ben).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().patch(edit, text_body("No"), &stranger).code(), "MESSAGE_NOT_FOUND");
    EXPECT_EQ(api().patch(edit, file, &stranger).code(), "MESSAGE_NOT_FOUND");
    EXPECT_EQ(api().patch(edit, "{}", &ann).status, 422);
    EXPECT_EQ(api().patch(edit, text_body(""), &ann).status, 422);
    EXPECT_EQ(newest().at("text"), "Hello");
    EXPECT_EQ(number("select count(*) from stored_file"), 0);
}

TEST_F(ChangedMessages, DeletingAnUnreadOneLowersTheCounterAndRenewsThePreview) {
    auto const first = say(ann, chat, "first");
    auto const last = say(ann, chat, "last words");
    EXPECT_EQ(api().remove(messages_path(last), &ann).status, 204);
    EXPECT_EQ(unread(ben), 1);
    auto const mine = api().get("/api/v1/chats/me", &ben);
    EXPECT_EQ(mine.at("/0/lastMessage/id"), first);
    EXPECT_EQ(mine.at("/0/lastSeq"), 3);
    auto const events = api().run(chats().events(chat, 0, 10));
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(events[1].data.find("last words"), std::string::npos) << "gone is gone";
    EXPECT_EQ(events[2].type, "message.deleted");
    EXPECT_EQ(
        events[2].data,
        R"({"id":)" + std::to_string(last) + R"(,"chatId":)" + std::to_string(chat.value) + "}"
    );
    api().patch(messages_path(first), R"({"isRead":true})", &ben);
    EXPECT_EQ(api().remove(messages_path(first), &ann).status, 204);
    EXPECT_EQ(unread(ben), 0);
    EXPECT_FALSE(
        api().get("/api/v1/chats/me", &ben).json().at(0).as_object().contains("lastMessage")
    );
    EXPECT_TRUE(acts.acts.empty());
}

TEST_F(ChangedMessages, DeletingReleasesTheFile) {
    auto const sent = send(with_file("", document("x")), ann);
    auto const id = sent.at("/id").to_number<std::int64_t>();
    EXPECT_EQ(api().remove(messages_path(id), &ann).status, 204);
    EXPECT_EQ(number("select coalesce(sum(reference_count), 0)::bigint from stored_file"), 0);
}

TEST_F(ChangedMessages, OthersMayNotDeleteUnlessTheirRightsSaySo) {
    auto const id = say(ann, chat, "1");
    EXPECT_EQ(api().remove(messages_path(id), &ben).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().remove(messages_path(id), &stranger).code(), "MESSAGE_NOT_FOUND");
    api().clock().advance(std::chrono::hours{25});
    EXPECT_EQ(api().remove(messages_path(id), &ann).code(), "PERMISSION_DENIED");
    auto const moderator = staff(1);
    EXPECT_EQ(api().remove(messages_path(id), &moderator).status, 204);
    ASSERT_EQ(acts.acts.size(), 1U);
    EXPECT_EQ(acts.acts[0].action, "chat.message_delete");
    EXPECT_EQ(acts.acts[0].actor, moderator.user);
    EXPECT_EQ(api().remove(messages_path(id), &moderator).code(), "MESSAGE_NOT_FOUND");
}

} // namespace
} // namespace qc::chats::test

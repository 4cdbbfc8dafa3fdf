// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64.hpp"
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::chats::test {
namespace {

using live::Kind;

class Messages : public ChatsTest {
protected:
    void SetUp() override {
        ChatsTest::SetUp();
        if (IsSkipped()) return;
        ann = player();
        ben = player();
        stranger = player();
        chat = pair(ann, ben);
        signals.sent.clear();
    }

    qc::test::ApiAnswer send(std::string body, access::Caller const& author) {
        return api().post(messages_path(chat.value), std::move(body), &author);
    }

    std::int64_t unread(access::Caller const& caller) {
        return api().get("/api/v1/chats/unread", &caller).at("/total").to_number<std::int64_t>();
    }

    boost::json::value newest() { return api().get(chat_path(chat), &ann).at("/messages/0"); }

    static std::string document(std::string_view content) {
        return "data:text/plain;base64," + crypto::base64_encode(crypto::bytes_of(content));
    }

    static std::string with_file(std::string const& text, std::string const& file) {
        return R"({"text":")" + text + R"(","file":")" + file + R"("})";
    }

    /// GET of a URL of this store by anybody.
    qc::test::ApiAnswer fetch(std::string const& url) {
        return api().get(url.substr(std::string_view("https://quest.example").size()));
    }

    access::Caller ann;
    access::Caller ben;
    access::Caller stranger;
    ChatId chat;
};

TEST_F(Messages, ASentMessageIsUnreadAndTold) {
    auto const sent = send(R"({"text":"Hello","clientId":"c-1"})", ann);
    ASSERT_EQ(sent.status, 201);
    EXPECT_EQ(sent.at("/text"), "Hello");
    EXPECT_EQ(sent.at("/seq"), 1);
    EXPECT_EQ(sent.at("/isRead"), false);
    EXPECT_EQ(sent.at("/chatId"), chat.value);
    EXPECT_EQ(sent.at("/authorId").as_string(), ann.user.text());
    EXPECT_TRUE(sent.at("/file").is_null());
    EXPECT_TRUE(sent.at("/editedAt").is_null());
    EXPECT_EQ(unread(ben), 1);
    EXPECT_EQ(unread(ann), 0);
    ASSERT_EQ(signals.count(Kind::chat_event), 1U);
    EXPECT_EQ(signals.sent[0].id, 1);
    EXPECT_EQ(signals.sent[0].chat, chat);
    EXPECT_EQ(signals.count(Kind::unread, ben.user), 1U);
    EXPECT_EQ(signals.count(Kind::unread, ann.user), 0U);
}

TEST_F(Messages, ComesBackAsItWasSent) {
    std::string longest;
    for (int i = 0; i < 4000; ++i)
        longest += "\xF0\x9F\x98\x80";
    for (auto const& text :
         {std::string("line\r\nline\ttab "),
          std::string("\xE2\x80\x8F right \xE2\x80\xAE over \xE2\x80\xAC"),
          std::string("<b>&amp; \"quoted\" \\ </script>"),
          longest}) {
        auto const sent = send(text_body(text), ann);
        ASSERT_EQ(sent.status, 201);
        EXPECT_EQ(sent.at("/text").as_string(), text);
        EXPECT_EQ(newest().at("text").as_string(), text);
        auto const events = api().run(chats().events(chat, sent.at("/seq").as_int64() - 1, 1));
        ASSERT_EQ(events.size(), 1U);
        EXPECT_EQ(events[0].data, sent.body);
    }
    EXPECT_EQ(send(text_body(longest + "x"), ann).status, 422);
}

TEST_F(Messages, RefusesNoTextNulAndLongClientIds) {
    for (std::string const body :
         {R"({})",
          R"({"text":""})",
          R"({"text":"","file":""})",
          R"({"text":"a\u0000b"})",
          R"({"text":5})",
          R"({"text":"a","clientId":"0123456789012345678901234567890123456789012345678901234567890123x"})"
         }) {
        EXPECT_EQ(send(body, ann).status, 422) << body;
    }
    EXPECT_EQ(number("select count(*) from message"), 0);
    EXPECT_TRUE(signals.sent.empty());
}

TEST_F(Messages, OnlyParticipantsSend) {
    auto const moderator = staff(2);
    EXPECT_EQ(send(text_body("x"), stranger).code(), "CHAT_NOT_FOUND");
    EXPECT_EQ(send(text_body("x"), moderator).code(), "CHAT_NOT_FOUND");
    EXPECT_EQ(send(with_file("x", document("hi")), stranger).code(), "CHAT_NOT_FOUND");
    EXPECT_EQ(number("select count(*) from stored_file"), 0);
    EXPECT_EQ(api().post(messages_path(4711), text_body("x"), &ann).code(), "CHAT_NOT_FOUND");
    EXPECT_EQ(api().post(messages_path(chat.value), text_body("x")).status, 401);
}

TEST_F(Messages, PlayersCannotWriteToALockedPartnerButStaffCan) {
    auto const manager = staff(1);
    auto const other = pair(manager, ben);
    run_sql("update \"user\" set is_active = false where id = '" + ben.user.text() + "'");
    EXPECT_EQ(send(text_body("x"), ann).code(), "RECIPIENT_IS_BLOCKED");
    EXPECT_EQ(api().post(messages_path(other.value), text_body("x"), &manager).status, 201);
}

TEST_F(Messages, ARepeatedClientIdAnswersTheFirstForADay) {
    auto const body = R"({"text":"Hello","clientId":"c-1"})";
    auto const first = send(body, ann);
    auto const again = send(R"({"text":"Other","clientId":"c-1"})", ann);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(send(R"({"text":"Mine","clientId":"c-1"})", ben).at("/text"), "Mine");
    EXPECT_EQ(number("select last_seq from chat"), 2);
    EXPECT_EQ(unread(ben), 1);
    api().clock().advance(std::chrono::hours{25});
    auto const next_day = send(body, ann);
    EXPECT_NE(next_day.at("/id"), first.at("/id"));
}

TEST_F(Messages, TheSameClientIdSentManyTimesAtOnceIsOneMessage) {
    auto const body = R"({"text":"Hello","clientId":"c-1"})";
    std::vector<qc::test::ApiCall> calls(
        8, qc::test::ApiCall{http::Method::post, messages_path(chat.value), body, &ann}
    );
    auto const answers = api().call_together(calls);
    for (auto const& answer : answers) {
        EXPECT_EQ(answer.status, 201);
        EXPECT_EQ(answer.body, answers[0].body);
    }
    EXPECT_EQ(number("select count(*) from message"), 1);
}

TEST_F(Messages, ARepeatedIdempotencyKeyAnswersTheSameBytes) {
    qc::test::ApiCall call{
        http::Method::post, messages_path(chat.value), text_body("Hi"), &ann, {}
    };
    call.headers.emplace_back("Idempotency-Key", "0123456789");
    auto const first = api().call(call);
    auto const again = api().call(call);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(number("select count(*) from message"), 1);
    call.body = text_body("Other");
    EXPECT_EQ(api().call(call).code(), "IDEMPOTENCY_KEY_REUSED");
}

TEST_F(Messages, FilesArePrivateAndReadableByTheirSignedUrl) {
    auto const sent = send(with_file("", document("a secret plan")), ann);
    ASSERT_EQ(sent.status, 201) << sent.body;
    auto const url = std::string(sent.at("/file").as_string());
    EXPECT_NE(url.find("/chat_" + std::to_string(chat.value) + "/"), std::string::npos);
    EXPECT_EQ(fetch(url).body, "a secret plan");
    EXPECT_EQ(fetch(url.substr(0, url.find('?'))).status, 403);
    EXPECT_EQ(newest().at("file"), sent.at("/file"));
    EXPECT_EQ(api().get("/api/v1/chats/me", &ben).at("/0/lastMessage/file"), sent.at("/file"));
    EXPECT_EQ(number("select reference_count::bigint from stored_file"), 1);
}

TEST_F(Messages, RefusesFilesThatAreNone) {
    EXPECT_EQ(send(with_file("x", "data:text/plain;base64,%%%"), ann).status, 422);
    EXPECT_EQ(send(with_file("x", "data:text/plain;base64,"), ann).code(), "EMPTY_FILE");
    EXPECT_EQ(send(with_file("x", "https://elsewhere.example/a.png"), ann).status, 422);
    EXPECT_EQ(number("select count(*) from message"), 0);
}

TEST_F(Messages, AFileThatSomebodyElseStoredCannotBeQuoted) {
    auto const sent = send(with_file("", document("mine")), ann);
    auto const url = std::string(sent.at("/file").as_string());
    EXPECT_EQ(send(with_file("", url), ben).status, 422);
    auto const quoted = send(with_file("again", url), ann);
    EXPECT_EQ(quoted.status, 201);
    EXPECT_EQ(number("select reference_count::bigint from stored_file"), 2);
}

TEST_F(Messages, TheAuthorEditsTextAndFile) {
    auto const id = say(ann, chat, "Helo");
    api().clock().advance(std::chrono::minutes{1});
    auto const path = messages_path(id);
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

TEST_F(Messages, OnlyTheAuthorEditsAndNeverIntoNothing) {
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

TEST_F(Messages, MarkingReadTakesEverythingOlderWithIt) {
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

TEST_F(Messages, ARecipientMayMarkOneUnreadAgain) {
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

TEST_F(Messages, AuthorsAndStrangersDoNotMark) {
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

TEST_F(Messages, DeletingAnUnreadOneLowersTheCounterAndRenewsThePreview) {
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

TEST_F(Messages, DeletingReleasesTheFile) {
    auto const sent = send(with_file("", document("x")), ann);
    auto const id = sent.at("/id").to_number<std::int64_t>();
    EXPECT_EQ(api().remove(messages_path(id), &ann).status, 204);
    EXPECT_EQ(number("select coalesce(sum(reference_count), 0)::bigint from stored_file"), 0);
}

TEST_F(Messages, OthersMayNotDeleteUnlessTheirRightsSaySo) {
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

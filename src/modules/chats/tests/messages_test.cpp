// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::chats::test {
namespace {

using live::Kind;

class Messages : public PairTest {};

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

} // namespace
} // namespace qc::chats::test

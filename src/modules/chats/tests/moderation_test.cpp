// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::chats::test {
namespace {

class ReportedChats : public PairTest {
protected:
    void SetUp() override {
        PairTest::SetUp();
        if (IsSkipped()) return;
        moderator = staff(1);
        message = say(ann, chat, "rude words");
    }

    qc::test::ApiAnswer report(access::Caller const& reporter, std::string const& reason = "Rude") {
        return api().post(
            messages_path(message, "/report"), R"({"reason":")" + reason + "\"}", &reporter
        );
    }

    [[nodiscard]] std::string edit_path() const {
        return "/api/v1/chats/messages/update-content/" + std::to_string(message);
    }

    access::Caller moderator;
    std::int64_t message = 0;
};

TEST_F(ReportedChats, AReportTellsModeratorsOnce) {
    auto const admin = staff(2);
    EXPECT_EQ(report(ben).status, 204);
    EXPECT_EQ(report(ben, "Still rude").status, 204);
    ASSERT_EQ(notices->sent.size(), 2U);
    EXPECT_EQ(notices->sent[0].type, "account");
    auto const reports = api().get("/api/v1/chats/reports", &moderator);
    EXPECT_EQ(reports.at("/total"), 1);
    EXPECT_EQ(reports.at("/items/0/reason"), "Still rude");
    EXPECT_EQ(reports.at("/items/0/message/text"), "rude words");
    EXPECT_EQ(reports.at("/items/0/message/chatId"), chat.value);
    EXPECT_EQ(reports.at("/items/0/reporter/id").as_string(), ben.user.text());
    EXPECT_EQ(api().get("/api/v1/chats/reports", &ben).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().get("/api/v1/chats/reports?page=2", &admin).at("/items").as_array().size(), 0U);
}

TEST_F(ReportedChats, OnlyParticipantsReport) {
    EXPECT_EQ(report(stranger).code(), "MESSAGE_NOT_FOUND");
    EXPECT_EQ(report(ben, "").status, 422);
    EXPECT_EQ(report(ben, std::string(513, 'x')).status, 422);
    message = 4711;
    EXPECT_EQ(report(ben).code(), "MESSAGE_NOT_FOUND");
    EXPECT_TRUE(notices->sent.empty());
}

TEST_F(ReportedChats, ModeratorsReadThemAndBothParticipantsLearnOfIt) {
    report(ben);
    notices->sent.clear();
    auto const read = api().get(chat_path(chat), &moderator);
    EXPECT_EQ(read.at("/messages/0/text"), "rude words");
    ASSERT_EQ(acts.acts.size(), 1U);
    EXPECT_EQ(acts.acts[0].action, "chat.read");
    EXPECT_EQ(acts.acts[0].object_id, std::to_string(chat.value));
    EXPECT_EQ(acts.acts[0].actor, moderator.user);
    ASSERT_EQ(notices->sent.size(), 2U);
    EXPECT_NE(notices->sent[0].user, notices->sent[1].user);
    for (auto const& notice : notices->sent)
        EXPECT_TRUE(notice.user == ann.user || notice.user == ben.user);

    auto const events = api().get(chat_path(chat, "/events?afterSeq=0"), &moderator);
    EXPECT_EQ(events.at("/items").as_array().size(), 1U);
    EXPECT_EQ(acts.acts.size(), 2U) << "every look is in the log";
    EXPECT_EQ(notices->sent.size(), 2U) << "but nobody is told twice a day";
    api().clock().advance(std::chrono::hours{25});
    api().get(chat_path(chat), &moderator);
    EXPECT_EQ(notices->sent.size(), 4U);
    EXPECT_EQ(number("select count(*) from message where is_read"), 0);
}

TEST_F(ReportedChats, CloseAgainAfterThirtyDays) {
    report(ben);
    EXPECT_EQ(api().get(chat_path(chat), &stranger).code(), "CHAT_NOT_FOUND");
    api().clock().advance(std::chrono::hours{31 * 24});
    EXPECT_EQ(api().get(chat_path(chat), &moderator).code(), "CHAT_NOT_FOUND");
    EXPECT_TRUE(acts.acts.empty());
}

TEST_F(ReportedChats, AnAuthorCannotEditAwayWhatWasReported) {
    report(ben);
    ASSERT_EQ(api().patch(edit_path(), text_body("kind words"), &ann).status, 200);
    auto const reports = api().get("/api/v1/chats/reports", &moderator);
    EXPECT_EQ(reports.at("/total"), 1);
    EXPECT_EQ(reports.at("/items/0/message/text"), "rude words");
    EXPECT_EQ(reports.at("/items/0/message/id"), message);
    EXPECT_TRUE(reports.at("/items/0/message/editedAt").is_null());
    EXPECT_EQ(api().get(chat_path(chat), &moderator).at("/messages/0/text"), "kind words");
    report(ben, "Now too kind");
    auto const both = api().get("/api/v1/chats/reports", &moderator);
    EXPECT_EQ(both.at("/total"), 2);
    EXPECT_EQ(both.at("/items/0/message/text"), "kind words");
}

TEST_F(ReportedChats, AnAuthorCannotDeleteAwayWhatWasReported) {
    message = send(with_file("look", document("a rude picture")), ann).at("/id").as_int64();
    report(ben);
    ASSERT_EQ(api().remove(messages_path(message), &ann).status, 204);
    auto const reports = api().get("/api/v1/chats/reports", &moderator);
    EXPECT_EQ(reports.at("/items/0/message/text"), "look");
    EXPECT_EQ(reports.at("/items/0/message/authorId").as_string(), ann.user.text());
    EXPECT_EQ(reports.at("/items/0/reporter/id").as_string(), ben.user.text());
    auto const url = std::string(reports.at("/items/0/message/file").as_string());
    EXPECT_EQ(fetch(url).body, "a rude picture");
    auto const seen = api().get(chat_path(chat), &moderator);
    EXPECT_EQ(seen.at("/messages").as_array().size(), 1U) << "open, but gone is gone";

    api().clock().advance(std::chrono::hours{31 * 24});
    run_jobs();
    EXPECT_EQ(api().get("/api/v1/chats/reports", &moderator).at("/total"), 0);
    EXPECT_EQ(number("select sum(reference_count)::bigint from stored_file"), 0);
}

TEST_F(ReportedChats, WhatAModeratorDeletesIsSettled) {
    report(ben);
    ASSERT_EQ(api().remove(messages_path(message), &moderator).status, 204);
    EXPECT_EQ(api().get("/api/v1/chats/reports", &moderator).at("/total"), 0);
    EXPECT_EQ(api().get(chat_path(chat), &moderator).code(), "CHAT_NOT_FOUND");
}

TEST_F(ReportedChats, WhatAModeratorDeletesIsSettledAsItWasBeforeEditsToo) {
    message = send(with_file("rude", document("a rude picture")), ann).at("/id").as_int64();
    report(ben);
    ASSERT_EQ(api().patch(edit_path(), text_body("kind"), &ann).status, 200);
    report(ben);
    ASSERT_EQ(api().patch(edit_path(), text_body("rude again"), &ann).status, 200);
    auto const other = say(ann, chat, "not judged");
    ASSERT_EQ(api().post(messages_path(other, "/report"), R"({"reason":"x"})", &ben).status, 204);
    ASSERT_EQ(api().remove(messages_path(message), &moderator).status, 204);
    auto const left = api().get("/api/v1/chats/reports", &moderator);
    EXPECT_EQ(left.at("/total"), 1);
    EXPECT_EQ(left.at("/items/0/message/id"), other);
    EXPECT_EQ(number("select sum(reference_count)::bigint from stored_file"), 0);
}

TEST_F(ReportedChats, AnEditThatChangesNothingMovesNoReport) {
    auto const sent = send(with_file("look", document("a rude picture")), ann);
    message = sent.at("/id").as_int64();
    report(ben);
    api().clock().advance(std::chrono::minutes{1});
    ASSERT_EQ(api().patch(edit_path(), text_body("look"), &ann).status, 200);
    EXPECT_EQ(number("select count(*) from message_report"), 1);
    EXPECT_EQ(number("select count(*) from kept_report"), 0);
    EXPECT_EQ(number("select sum(reference_count)::bigint from stored_file"), 1);
}

TEST_F(ReportedChats, TheirKeptFilesGoAFewAtATimeInOneOrder) {
    run_sql(
        "insert into stored_file (key, name, mime_type, size, sha256, context, reference_count) "
        "select 'chats/' || md5(n::text), 'n', 'text/plain', 1, '', 'chat', 1 "
        "from generate_series(1, 120) n"
    );
    run_sql(
        "insert into kept_report (id, chat_id, reporter_id, reason, created_at, message_id, "
        "author_id, text, file_url, is_read, seq, sent_at, updated_at) "
        "select 1000 + n, m.chat_id, m.author_id, 'x', m.created_at - interval '31 days', m.id, "
        "m.author_id, '', 'chats/' || md5(n::text), true, n, now(), now() "
        "from message m, generate_series(1, 120) n"
    );
    run_sql("create table let_go (id serial, by xid8 default pg_current_xact_id(), key text)");
    run_sql("create function note() returns trigger language plpgsql as "
            "'begin insert into let_go (key) values (new.key); return null; end'");
    run_sql("create trigger note after update on stored_file for each row execute function note()");
    run_jobs();
    EXPECT_EQ(number("select count(*) from kept_report"), 0);
    EXPECT_EQ(number("select count(*) from let_go"), 120);
    EXPECT_LE(number("select max(n) from (select count(*) n from let_go group by by) each"), 50);
    EXPECT_EQ(
        number("select count(*) from let_go a join let_go b on a.by = b.by and a.id < b.id "
               "where a.key > b.key collate \"C\""),
        0
    );
}

TEST_F(ReportedChats, ModeratorsDoNotWriteIntoThem) {
    report(ben);
    EXPECT_EQ(
        api().post(messages_path(chat.value), text_body("x"), &moderator).code(), "CHAT_NOT_FOUND"
    );
    auto const body = R"({"messageId":)" + std::to_string(message) + "}";
    EXPECT_EQ(api().post(chat_path(chat, "/read"), body, &moderator).code(), "CHAT_NOT_FOUND");
}

} // namespace
} // namespace qc::chats::test

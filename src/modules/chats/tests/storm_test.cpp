// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <gtest/gtest.h>

#include <random>

namespace qc::chats::test {
namespace {

/// Three users who write, read, edit and delete at the same time in a group and two pairs.
class ChatStorm : public ChatsTest {
protected:
    void SetUp() override {
        ChatsTest::SetUp();
        if (IsSkipped()) return;
        users = {player(), player(), player()};
        chats_ = {open_group(users), pair(users[0], users[1]), pair(users[1], users[2])};
    }

    int any(std::size_t below) {
        return std::uniform_int_distribution<int>(0, static_cast<int>(below) - 1)(generator_);
    }

    template <class T>
    T const& one_of(std::vector<T> const& all) {
        return all[static_cast<std::size_t>(any(all.size()))];
    }

    qc::test::ApiCall change(std::int64_t message, access::Caller const& user) {
        auto const path = messages_path(message);
        switch (any(6)) {
        case 0:
            return {http::Method::delete_, path, "", &user};
        case 1:
            return {
                http::Method::patch,
                "/api/v1/chats/messages/update-content/" + std::to_string(message),
                text_body("edited"),
                &user
            };
        case 2:
            return {http::Method::patch, path, R"({"isRead":false})", &user};
        default:
            return {http::Method::patch, path, R"({"isRead":true})", &user};
        }
    }

    qc::test::ApiCall next() {
        auto const& user = one_of(users);
        if (messages_.empty() || any(2) == 0) {
            auto const& chat = one_of(chats_);
            return {http::Method::post, messages_path(chat.value), text_body("text"), &user};
        }
        return change(one_of(messages_), user);
    }

    void round() {
        std::vector<qc::test::ApiCall> calls;
        for (int i = 0; i < 40; ++i)
            calls.push_back(next());
        for (auto const& answer : api().call_together(calls)) {
            EXPECT_LT(answer.status, 500) << answer.body;
            if (answer.status == 201)
                messages_.push_back(answer.at("/id").to_number<std::int64_t>());
        }
    }

    void expect_none(std::string const& sql) {
        EXPECT_EQ(number("select count(*) from (" + sql + ") x"), 0) << sql;
    }

    void expect_invariants() {
        // A pair's counter is the number of unread messages of the other side.
        expect_none(
            "select from chat_participant p join chat c on c.id = p.chat_id where c.kind = 'pair' "
            "and p.unread_count <> (select count(*) from message m where m.chat_id = c.id and "
            "m.author_id <> p.user_id and not m.is_read)"
        );
        expect_none(
            "select from chat_participant p join chat c on c.id = p.chat_id where c.kind = 'run' "
            "and p.unread_count <> (select count(*) from message m where m.chat_id = c.id and "
            "m.author_id <> p.user_id and m.id > p.last_read_message_id)"
        );
        expect_none(
            "select from message m join chat c on c.id = m.chat_id where c.kind = 'run' and "
            "m.is_read = exists (select from chat_participant p where p.chat_id = c.id and "
            "p.user_id <> m.author_id and p.last_read_message_id < m.id)"
        );
        expect_none(
            "select from chat c left join chat_event e on e.chat_id = c.id group by c.id having "
            "count(e.seq) <> c.last_seq or coalesce(max(e.seq), 0) <> c.last_seq"
        );
        expect_none("select from chat c where c.last_message_id is distinct from "
                    "(select max(m.id) from message m where m.chat_id = c.id)");
        // Messages got their ids and their numbers in one order.
        expect_none("select from (select (payload ->> 'id')::integer as id, lag((payload ->> "
                    "'id')::integer)"
                    " over (partition by chat_id order by seq) as earlier from chat_event "
                    "where type = 'message.created') e where id <= earlier");
    }

    std::vector<access::Caller> users;

private:
    std::vector<ChatId> chats_;
    std::vector<std::int64_t> messages_;
    std::mt19937 generator_{20260131};
};

TEST_F(ChatStorm, KeepsCountersNumbersAndFlagsRight) {
    for (int i = 0; i < 12; ++i) {
        round();
        expect_invariants();
        if (HasFailure()) return;
    }
    EXPECT_GT(number("select count(*) from chat_event where type = 'message.read'"), 10);
    EXPECT_GT(number("select count(*) from chat_event where type = 'message.deleted'"), 5);
    EXPECT_GT(number("select count(*) from chat_event where type = 'message.updated'"), 5);
}

} // namespace
} // namespace qc::chats::test

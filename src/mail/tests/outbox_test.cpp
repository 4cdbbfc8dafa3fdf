// SPDX-License-Identifier: Apache-2.0
#include "mail/tests/outbox_fixture.hpp"

#include <gtest/gtest.h>

namespace qc::mail {
namespace {

TEST_F(OutboxTest, RemembersWhoseDoingAMailIs) {
    auto session = storage->session();
    session.run_script("with p as (insert into profile default values returning id) insert into "
                       "\"user\" (id, username, "
                       "first_name, last_name, password, email, profile_id) select "
                       "'00000000-0000-4000-8000-000000000001', 'bob', 'Bob', 'Lee', '-', "
                       "'bob@quest.example', id from p");
    auto sent = mail();
    sent.sender = UserId{*Uuid::parse("00000000-0000-4000-8000-000000000001")};
    enqueue(sent);
    enqueue(mail());
    auto const senders =
        session.run("select count(sender_id) from mail_outbox where sender_id is null or "
                    "sender_id = '00000000-0000-4000-8000-000000000001'");
    EXPECT_EQ(pg::only_row<std::int64_t>(senders), 1);
    EXPECT_EQ(rows(), 2);
}

TEST_F(OutboxTest, SendsWhatWasCommittedAndEmptiesIt) {
    enqueue(mail());
    EXPECT_EQ(woken, 1);
    run(sender->send_due());
    ASSERT_EQ(transport.letters.size(), 1u);
    EXPECT_EQ(transport.letters[0].recipient, "Ann@quest.example");
    EXPECT_NE(transport.letters[0].message.find("Your code is 123456"), std::string::npos);
    EXPECT_EQ(state(), "1 t f f");
    run(sender->send_due());
    EXPECT_EQ(transport.letters.size(), 1u);
}

TEST_F(OutboxTest, SendsNothingThatWasRolledBack) {
    run(write_and_abandon(mail()));
    EXPECT_EQ(woken, 0);
    EXPECT_EQ(rows(), 0);
}

TEST_F(OutboxTest, HoldsMessagesSealedForTheirRecipient) {
    enqueue(mail());
    auto session = storage->session();
    EXPECT_EQ(
        pg::only_row<std::int64_t>(
            session.run("select count(*) from mail_outbox where message like '%123456%'::bytea")
        ),
        0
    );
    session.run_script("update mail_outbox set recipient = 'eve@quest.example'");
    run(sender->send_due());
    EXPECT_TRUE(transport.letters.empty());
    EXPECT_EQ(state(), "1 f t f sealed with a key that is gone");
}

TEST_F(OutboxTest, RefusesARecipientThatIsMoreThanOne) {
    auto more = mail();
    more.recipient = "ann@quest.example, bob@quest.example";
    EXPECT_THROW(enqueue(more), std::invalid_argument);
}

} // namespace
} // namespace qc::mail

// SPDX-License-Identifier: Apache-2.0
#include "mail/folder_transport.hpp"
#include "mail/postgres_outbox.hpp"
#include "mail/sender.hpp"
#include "pg/rows.hpp"
#include "smtp_process.hpp"
#include "support/database_test.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <memory>

namespace qc::mail {
namespace {

class ScriptedTransport final : public Transport {
public:
    [[nodiscard]] Delivery deliver(Letter const& letter) override {
        letters.push_back(letter);
        if (failure) throw std::runtime_error("broken");
        if (during) during();
        return outcomes.empty() ? Delivery{} : Delivery{outcomes.at(letters.size() - 1), "451"};
    }

    std::vector<Outcome> outcomes;
    std::vector<Letter> letters;
    std::function<void()> during;
    bool failure = false;
};

class OutboxTest : public test::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        use(transport);
        OutboxServices
            services{*database, keys, clock, random, {"game@quest.example", "Quest City"}, [this] {
                         ++woken;
                     }};
        outbox = std::make_unique<PostgresOutbox>(std::move(services));
    }

    void use(Transport& with) {
        SenderServices const services{
            context.get_executor(), *database, keys, clock, with, pool, breaker
        };
        sender = std::make_unique<Sender>(services);
    }

    Mail mail(std::chrono::minutes life = std::chrono::minutes{10}) const {
        Mail mail;
        mail.recipient = "Ann@quest.example";
        mail.kind = "register_code";
        mail.language = "en";
        mail.subject = "Hello";
        mail.text = "Your code is 123456";
        mail.expires_at = clock.now() + life;
        return mail;
    }

    void enqueue(Mail what) { run(write(std::move(what))); }

    Task<void> write(Mail what) {
        auto transaction = co_await database->begin();
        co_await outbox->enqueue(*transaction, std::move(what));
        co_await transaction->commit();
    }

    Task<void> write_and_abandon(Mail what) {
        auto transaction = co_await database->begin();
        co_await outbox->enqueue(*transaction, std::move(what));
    }

    Task<std::int64_t> count_of_last_minute(std::string kind) {
        auto const since = clock.now() - std::chrono::minutes{1};
        auto transaction = co_await database->begin();
        co_return co_await outbox->count_since(
            *transaction, "ann@QUEST.example", std::move(kind), since
        );
    }

    std::string state() {
        auto session = storage->session();
        return pg::only_row<std::string>(session.run(
            "select concat_ws(' ', attempts, sent_at is not null, failed_at is not null,"
            " length(message) > 0, last_error) from mail_outbox"
        ));
    }

    std::int64_t rows() {
        auto session = storage->session();
        return pg::only_row<std::int64_t>(session.run("select count(*) from mail_outbox"));
    }

    crypto::KeyRing keys{"a secret of at least thirty-two bytes"};
    blocking::BlockingPool pool{clock, {.threads = 1}};
    resilience::CircuitBreaker breaker{"mail", {}, clock, random};
    ScriptedTransport transport;
    std::unique_ptr<PostgresOutbox> outbox;
    std::unique_ptr<Sender> sender;
    int woken = 0;
};

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

TEST_F(OutboxTest, CountsMailsByKindAndAddressInAnyCase) {
    enqueue(mail());
    enqueue(mail());
    EXPECT_EQ(run(count_of_last_minute("register_code")), 2);
    EXPECT_EQ(run(count_of_last_minute("reset_code")), 0);
    clock.advance(std::chrono::minutes{1});
    EXPECT_EQ(run(count_of_last_minute("register_code")), 0);
}

TEST_F(OutboxTest, TriesAgainAfterGrowingPauses) {
    transport.outcomes = {Outcome::try_later, Outcome::try_later, Outcome::delivered};
    enqueue(mail());
    run(sender->send_due());
    EXPECT_EQ(state(), "1 f f t 451");
    run(sender->send_due());
    EXPECT_EQ(transport.letters.size(), 1u);
    clock.advance(std::chrono::seconds{10});
    run(sender->send_due());
    EXPECT_EQ(transport.letters.size(), 2u);
    clock.advance(std::chrono::seconds{19});
    run(sender->send_due());
    EXPECT_EQ(transport.letters.size(), 2u);
    clock.advance(std::chrono::seconds{1});
    run(sender->send_due());
    EXPECT_EQ(state(), "3 t f f");
    EXPECT_EQ(transport.letters[0].message, transport.letters[2].message);
}

TEST(PauseAfter, DoublesUpToAQuarterOfAnHour) {
    EXPECT_EQ(pause_after(1), std::chrono::seconds{10});
    EXPECT_EQ(pause_after(2), std::chrono::seconds{20});
    EXPECT_EQ(pause_after(7), std::chrono::seconds{640});
    EXPECT_EQ(pause_after(8), std::chrono::minutes{15});
    EXPECT_EQ(pause_after(1000), std::chrono::minutes{15});
}

TEST_F(OutboxTest, GivesUpWhenTheNextAttemptWouldBeTooLate) {
    transport.outcomes = {Outcome::try_later};
    auto brief = mail();
    brief.expires_at = clock.now() + std::chrono::seconds{10};
    enqueue(brief);
    run(sender->send_due());
    EXPECT_EQ(state(), "1 f t f 451");
}

TEST_F(OutboxTest, GivesUpWhatIsRefused) {
    transport.outcomes = {Outcome::refused};
    enqueue(mail());
    run(sender->send_due());
    EXPECT_EQ(state(), "1 f t f 451");
}

TEST_F(OutboxTest, TakesABrokenTransportForAPassingFault) {
    transport.failure = true;
    enqueue(mail());
    run(sender->send_due());
    EXPECT_EQ(state(), "1 f f t broken");
}

TEST_F(OutboxTest, NeverSendsWhatHasExpired) {
    enqueue(mail());
    enqueue(mail(std::chrono::hours{100}));
    clock.advance(std::chrono::minutes{10});
    run(sender->send_due());
    EXPECT_EQ(transport.letters.size(), 1u);
    clock.advance(std::chrono::hours{24});
    enqueue(mail(std::chrono::hours{100}));
    clock.advance(std::chrono::hours{24});
    run(sender->send_due());
    EXPECT_EQ(transport.letters.size(), 1u);
    run(sender->clean_up());
    auto session = storage->session();
    EXPECT_EQ(
        pg::only_row<std::int64_t>(session.run(
            "select count(*) from mail_outbox where failed_at is not null and message = ''"
            " and last_error = 'expired'"
        )),
        2
    );
}

TEST_F(OutboxTest, ForgetsAfterThirtyDays) {
    enqueue(mail());
    Jobs jobs;
    sender->add_jobs(jobs);
    ASSERT_EQ(jobs.size(), 2u);
    run(jobs[0].run());
    clock.advance(std::chrono::days{30});
    run(jobs[1].run());
    EXPECT_EQ(rows(), 1);
    clock.advance(std::chrono::seconds{1});
    run(jobs[1].run());
    EXPECT_EQ(rows(), 0);
}

TEST_F(OutboxTest, LeavesTheOutboxAloneWhileTheBreakerIsOpen) {
    for (int i = 0; i < 20; ++i)
        breaker.try_enter()->fail();
    enqueue(mail());
    run(sender->send_due());
    EXPECT_EQ(state(), "0 f f t");
}

TEST_F(OutboxTest, LeavesALetterToOthersWhenItsSenderDies) {
    enqueue(mail());
    auto session = storage->session();
    session.run_script("update mail_outbox set attempts = 1, next_attempt_at = next_attempt_at + "
                       "interval '60 seconds'");
    run(sender->send_due());
    EXPECT_TRUE(transport.letters.empty());
    clock.advance(std::chrono::seconds{60});
    run(sender->send_due());
    EXPECT_EQ(transport.letters.size(), 1u);
}

TEST_F(OutboxTest, WakingSendsAtOnceAndMissesNothingDuringARound) {
    enqueue(mail());
    bool again = true;
    transport.during = [&] {
        if (!std::exchange(again, false)) return;
        boost::asio::post(context, [this] { sender->wake(); });
    };
    sender->wake();
    auto const until = std::chrono::steady_clock::now() + test::longest_wait;
    context.restart();
    while (state() != "1 t f f" && context.run_one_until(until) != 0) {
    }
    EXPECT_EQ(transport.letters.size(), 1u);
    EXPECT_EQ(state(), "1 t f f");
}

TEST_F(OutboxTest, TwoSendersNeverTakeTheSameLetter) {
    for (int i = 0; i < 10; ++i)
        enqueue(mail());
    ScriptedTransport second;
    SenderServices const services{
        context.get_executor(), *database, keys, clock, second, pool, breaker
    };
    Sender other(services);
    // Both rounds must have ended before `second` goes.
    using boost::asio::experimental::awaitable_operators::operator&&;
    run(sender->send_due() && other.send_due());
    EXPECT_EQ(transport.letters.size() + second.letters.size(), 10u);
}

TEST_F(OutboxTest, WritesFilesThatOnlyTheirOwnerReads) {
    test::TemporaryFolder const folder;
    FolderTransport files(folder.path() / "mail");
    use(files);
    enqueue(mail());
    run(sender->send_due());
    auto const file = folder.path() / "mail" / "20260131T120000.000000Z-1.eml";
    EXPECT_NE(test::content_of(file).find("\r\n\r\nYour code is 123456\r\n"), std::string::npos);
    EXPECT_EQ(
        std::filesystem::status(file).permissions(),
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write
    );
}

TEST_F(OutboxTest, WaitsForAFolderThatCannotBeWritten) {
    test::TemporaryFolder const folder;
    std::ofstream(folder.path() / "mail") << "a file, no folder";
    FolderTransport files(folder.path() / "mail");
    use(files);
    enqueue(mail());
    run(sender->send_due());
    EXPECT_TRUE(state().starts_with("1 f f t outbox folder: ")) << state();
}

} // namespace
} // namespace qc::mail

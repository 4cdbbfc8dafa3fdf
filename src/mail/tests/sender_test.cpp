// SPDX-License-Identifier: Apache-2.0
#include "mail/folder_transport.hpp"
#include "mail/tests/outbox_fixture.hpp"
#include "smtp_process.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <gtest/gtest.h>

#include <fstream>

namespace qc::mail {
namespace {

class SenderTest : public OutboxTest {};

TEST_F(SenderTest, TriesAgainAfterGrowingPauses) {
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

TEST_F(SenderTest, GivesUpWhenTheNextAttemptWouldBeTooLate) {
    transport.outcomes = {Outcome::try_later};
    auto brief = mail();
    brief.expires_at = clock.now() + std::chrono::seconds{10};
    enqueue(brief);
    run(sender->send_due());
    EXPECT_EQ(state(), "1 f t f 451");
}

TEST_F(SenderTest, GivesUpWhatIsRefused) {
    transport.outcomes = {Outcome::refused};
    enqueue(mail());
    run(sender->send_due());
    EXPECT_EQ(state(), "1 f t f 451");
}

TEST_F(SenderTest, TakesABrokenTransportForAPassingFault) {
    transport.failure = true;
    enqueue(mail());
    run(sender->send_due());
    EXPECT_EQ(state(), "1 f f t broken");
}

TEST_F(SenderTest, NeverSendsWhatHasExpired) {
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

TEST_F(SenderTest, ForgetsAfterThirtyDays) {
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

TEST_F(SenderTest, LeavesTheOutboxAloneWhileTheBreakerIsOpen) {
    for (int i = 0; i < 20; ++i)
        breaker.try_enter()->fail();
    enqueue(mail());
    run(sender->send_due());
    EXPECT_EQ(state(), "0 f f t");
}

TEST_F(SenderTest, LeavesALetterToOthersWhenItsSenderDies) {
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

TEST_F(SenderTest, WakingSendsAtOnceAndMissesNothingDuringARound) {
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

TEST_F(SenderTest, WaitsWhileAnotherSenderOfItsProcessIsAtWork) {
    enqueue(mail());
    is_sending = true;
    run(sender->send_due());
    EXPECT_EQ(state(), "0 f f t");
    EXPECT_TRUE(is_sending) << "the round of the other one goes on";
    is_sending = false;
    run(sender->send_due());
    EXPECT_EQ(state(), "1 t f f");
    EXPECT_FALSE(is_sending);
}

TEST_F(SenderTest, TheLeaseOutlivesTheLongestDelivery) {
    enqueue(mail());
    std::int64_t lease_s = 0;
    transport.during = [&] {
        auto session = storage->session();
        lease_s = pg::only_row<std::int64_t>(session.run(
            "select extract(epoch from next_attempt_at - created_at)::bigint from mail_outbox"
        ));
    };
    run(sender->send_due());
    EXPECT_GT(lease_s, 90);
}

TEST_F(SenderTest, TwoSendersNeverTakeTheSameLetter) {
    for (int i = 0; i < 10; ++i)
        enqueue(mail());
    ScriptedTransport second;
    std::atomic<bool> is_sending_elsewhere = false;
    SenderServices const services{
        context.get_executor(),
        *database,
        keys,
        clock,
        second,
        pool,
        breaker,
        is_sending_elsewhere,
        std::chrono::seconds{30}
    };
    Sender other(services);
    // Both rounds must have ended before `second` goes.
    using boost::asio::experimental::awaitable_operators::operator&&;
    run(sender->send_due() && other.send_due());
    EXPECT_EQ(transport.letters.size() + second.letters.size(), 10u);
}

TEST_F(SenderTest, WritesFilesThatOnlyTheirOwnerReads) {
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

TEST_F(SenderTest, WaitsForAFolderThatCannotBeWritten) {
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

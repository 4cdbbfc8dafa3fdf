// SPDX-License-Identifier: Apache-2.0
#include "pg/database.hpp"
#include "pg/errors.hpp"
#include "pg/rows.hpp"
#include "support/database_test.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

namespace qc::pg {
namespace {

constexpr Statement backend{"test.backend", "select pg_backend_pid()"};
constexpr Statement blocked{"test.blocked", "select pg_advisory_lock_shared(1)"};
constexpr Statement count_blocked{
    "test.count_blocked",
    "select count(*) from pg_stat_activity where wait_event = 'advisory' and datname = $1"
};

/// A caller whose deadline passes while the server works.
class CancelledCaller : public test::DatabaseTest {
protected:
    CancelledCaller() : DatabaseTest(test::TestDatabase::Content::empty) {}

    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        holder.emplace(storage->url());
        holder->run("select pg_advisory_lock(1)");
    }

    /// Starts the task and runs the loop until the server waits for the lock.
    void start(Task<Rows> task) {
        boost::asio::co_spawn(
            context,
            std::move(task),
            boost::asio::bind_cancellation_slot(
                deadline.slot(),
                [this](std::exception_ptr thrown, Rows const&) { cancelled = thrown != nullptr; }
            )
        );
        run_until([this] { return waiting() == 1; });
    }

    template <class Condition>
    void run_until(Condition reached) {
        auto const until = std::chrono::steady_clock::now() + test::longest_wait;
        context.restart();
        while (!reached() && std::chrono::steady_clock::now() < until)
            context.run_for(std::chrono::milliseconds{1});
        ASSERT_TRUE(reached());
    }

    std::int64_t waiting() {
        return only_row<std::int64_t>(
            holder->run(std::string(count_blocked.text), parameters(storage->name()))
        );
    }

    void cancel() {
        deadline.emit(boost::asio::cancellation_type::terminal);
        run_until([this] { return cancelled; });
    }

    std::optional<BlockingSession> holder;
    boost::asio::cancellation_signal deadline;
    bool cancelled = false;
};

TEST_F(CancelledCaller, OnTheSharedConnectionIsNobodyElsesBusiness) {
    auto const before = only_row<int>(run(database->read(backend)));
    start(database->read(blocked));
    cancel();
    holder->run("select pg_advisory_unlock(1)");
    EXPECT_EQ(only_row<int>(run(database->read(backend))), before);
}

TEST_F(CancelledCaller, OfAWriteStopsTheStatementOnTheServer) {
    auto const before = only_row<int>(run(database->write(backend)));
    start(database->write(blocked));
    cancel();
    run_until([this] { return waiting() == 0; });
    EXPECT_NE(only_row<int>(run(database->write(backend))), before);
}

TEST_F(CancelledCaller, InATransactionRollsBack) {
    bool rolled_back = false;
    {
        auto const transaction = run(database->begin());
        transaction->on_rollback([&] { rolled_back = true; });
        start(database->execute(*transaction, blocked));
        cancel();
    }
    EXPECT_TRUE(rolled_back);
    run_until([this] { return waiting() == 0; });
}

} // namespace
} // namespace qc::pg

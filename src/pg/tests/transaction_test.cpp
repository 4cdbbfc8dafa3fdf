// SPDX-License-Identifier: Apache-2.0
#include "pg/database.hpp"
#include "pg/errors.hpp"
#include "pg/rows.hpp"
#include "support/database_test.hpp"
#include "support/wait.hpp"

#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

namespace qc::pg {
namespace {

constexpr Statement insert{"test.insert", "insert into thing (n) values ($1)"};
constexpr Statement count{"test.count", "select count(*) from thing"};
constexpr Statement timeout{"test.timeout", "select current_setting('statement_timeout')"};
constexpr Statement slow_timeout{
    "test.slow_timeout", "select current_setting('statement_timeout')", true
};
constexpr Statement orphan{"test.orphan", "insert into child (n) values (99)"};
constexpr Statement backend{"test.backend", "select pg_backend_pid()"};

class Transactions : public test::DatabaseTest {
protected:
    Transactions() : DatabaseTest(test::TestDatabase::Content::empty) {}

    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        storage->session().run_script("create table thing (n int primary key);"
                                      "create table child (n int references thing "
                                      "deferrable initially deferred)");
    }

    std::int64_t stored() { return only_row<std::int64_t>(run(database->read(count))); }

    std::unique_ptr<Transaction> begin() {
        auto transaction = run(database->begin());
        transaction->on_commit([this] { ++committed; });
        transaction->on_rollback([this] { ++rolled_back; });
        return transaction;
    }

    Rows execute(Transaction& transaction, Statement const& statement, Parameters values = {}) {
        return run(database->execute(transaction, statement, std::move(values)));
    }

    int committed = 0;
    int rolled_back = 0;
};

TEST_F(Transactions, CommitMakesAllOfItVisibleAtOnce) {
    auto const transaction = begin();
    execute(*transaction, insert, parameters(1));
    execute(*transaction, insert, parameters(2));
    EXPECT_EQ(stored(), 0);
    run(transaction->commit());
    EXPECT_EQ(stored(), 2);
    EXPECT_EQ(committed, 1);
    EXPECT_EQ(rolled_back, 0);
}

TEST_F(Transactions, WithoutCommitNothingStays) {
    {
        auto const transaction = begin();
        execute(*transaction, insert, parameters(1));
    }
    EXPECT_EQ(rolled_back, 1);
    EXPECT_EQ(committed, 0);
    EXPECT_EQ(stored(), 0);
}

TEST_F(Transactions, RollbackReturnsWhenItsLocksAreGone) {
    constexpr Statement lock{"test.lock", "select pg_try_advisory_xact_lock(7)"};
    for (int i = 0; i < 50; ++i) {
        auto const transaction = begin();
        ASSERT_TRUE(only_row<bool>(execute(*transaction, lock)));
        execute(*transaction, insert, parameters(1));
        run(transaction->rollback());
        EXPECT_EQ(rolled_back, i + 1);
    }
    EXPECT_EQ(stored(), 0);
}

TEST_F(Transactions, RollbackOfOneThatFailedOrNeverBeganIsFine) {
    auto const idle = begin();
    run(idle->rollback());
    EXPECT_EQ(rolled_back, 1);
    auto const failed = begin();
    execute(*failed, insert, parameters(1));
    EXPECT_THROW(execute(*failed, insert, parameters(1)), ServerError);
    run(failed->rollback());
    EXPECT_EQ(rolled_back, 2);
    EXPECT_EQ(stored(), 0);
}

TEST_F(Transactions, RollbackAfterACommitChangesNothing) {
    auto const transaction = begin();
    execute(*transaction, insert, parameters(1));
    run(transaction->commit());
    run(transaction->rollback());
    EXPECT_EQ(stored(), 1);
    EXPECT_EQ(rolled_back, 0);
}

TEST_F(Transactions, TheConnectionOfARollbackServesTheNext) {
    auto chosen = options();
    chosen.write_connections = 1;
    database = open(chosen);
    std::int32_t first = 0;
    {
        auto const transaction = begin();
        first = only_row<std::int32_t>(execute(*transaction, backend));
    }
    auto const transaction = begin();
    EXPECT_EQ(only_row<std::int32_t>(execute(*transaction, backend)), first);
    execute(*transaction, insert, parameters(1));
    run(transaction->commit());
    EXPECT_EQ(stored(), 1);
}

TEST_F(Transactions, NeverBegunCommitsWithoutTheServer) {
    auto const transaction = begin();
    run(transaction->commit());
    EXPECT_EQ(committed, 1);
    EXPECT_EQ(rolled_back, 0);
}

TEST_F(Transactions, NeverBegunAndLetGoRunsTheRollbackActions) {
    begin();
    EXPECT_EQ(committed, 0);
    EXPECT_EQ(rolled_back, 1);
}

TEST_F(Transactions, AfterAFailedStatementAreOver) {
    {
        auto const transaction = begin();
        execute(*transaction, insert, parameters(1));
        EXPECT_THROW(execute(*transaction, insert, parameters(1)), ServerError);
        EXPECT_THROW(execute(*transaction, insert, parameters(2)), std::logic_error);
        EXPECT_THROW(run(transaction->commit()), std::logic_error);
    }
    EXPECT_EQ(rolled_back, 1);
    EXPECT_EQ(stored(), 0);
}

TEST_F(Transactions, CannotCommitTwice) {
    auto const transaction = begin();
    execute(*transaction, insert, parameters(1));
    run(transaction->commit());
    EXPECT_THROW(run(transaction->commit()), std::logic_error);
    EXPECT_THROW(execute(*transaction, insert, parameters(2)), std::logic_error);
    EXPECT_EQ(committed, 1);
}

TEST_F(Transactions, RefusedAtCommitAreRolledBack) {
    auto const transaction = begin();
    execute(*transaction, insert, parameters(1));
    execute(*transaction, orphan);
    try {
        run(transaction->commit());
        FAIL() << "the deferred check passed";
    } catch (ServerError const& problem) {
        EXPECT_TRUE(problem.is_foreign_key_violation());
    }
    EXPECT_EQ(rolled_back, 1);
    EXPECT_EQ(committed, 0);
    EXPECT_EQ(stored(), 0);
}

TEST_F(Transactions, SeveralStatementsTravelTogether) {
    auto const transaction = begin();
    auto const answers = run(database->execute_together(
        *transaction,
        queries(Query(insert, parameters(1)), Query(insert, parameters(2)), Query(count, {}))
    ));
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_EQ(affected(answers[0]), 1);
    EXPECT_EQ(only_row<std::int64_t>(answers[2]), 2);
    EXPECT_TRUE(run(database->execute_together(*transaction, {})).empty());
    run(transaction->commit());
    EXPECT_EQ(stored(), 2);
}

TEST_F(Transactions, GiveSlowStatementsMoreTime) {
    database = open(hasty_options());
    auto const transaction = begin();
    EXPECT_EQ(only_row<std::string>(execute(*transaction, timeout)), "2s");
    EXPECT_EQ(only_row<std::string>(execute(*transaction, slow_timeout)), "10s");
    run(transaction->commit());
    auto const next = begin();
    EXPECT_EQ(only_row<std::string>(execute(*next, timeout)), "2s");
}

TEST_F(Transactions, ActionsRunInOrderAndMayUseTheDatabase) {
    auto chosen = options();
    chosen.write_connections = 1;
    database = open(chosen);
    std::vector<int> order;
    auto const transaction = run(database->begin());
    execute(*transaction, insert, parameters(1));
    transaction->on_commit([&] { order.push_back(1); });
    transaction->on_commit([&] {
        order.push_back(2);
        // The connection is free again.
        boost::asio::co_spawn(
            context,
            database->write(insert, parameters(2)),
            [&](std::exception_ptr thrown, Rows const&) { order.push_back(thrown ? -1 : 3); }
        );
    });
    run(transaction->commit());
    auto const until = std::chrono::steady_clock::now() + test::longest_wait;
    context.restart();
    while (order.size() < 3 && context.run_one_until(until) != 0) {
    }
    EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
    EXPECT_EQ(stored(), 2);
}

TEST_F(Transactions, WaitForAConnectionOnlyAWhile) {
    auto chosen = options();
    chosen.write_connections = 1;
    chosen.acquire_timeout = std::chrono::milliseconds{30};
    database = open(chosen);
    {
        auto const holder = begin();
        try {
            run(database->begin());
            FAIL() << "two got one connection";
        } catch (Unavailable const& problem) {
            EXPECT_EQ(problem.code(), database_unavailable);
            EXPECT_GE(problem.retry_after(), std::chrono::seconds{1});
            EXPECT_LE(problem.retry_after(), std::chrono::seconds{3});
        }
    }
    EXPECT_NO_THROW(run(database->begin()));
}

TEST_F(Transactions, GetAConnectionInOrderOfArrival) {
    auto chosen = options();
    chosen.write_connections = 1;
    database = open(chosen);
    auto holder = begin();
    execute(*holder, insert, parameters(0));
    std::vector<int> order;
    for (int i = 1; i <= 3; ++i) {
        boost::asio::co_spawn(
            context,
            database->write(insert, parameters(i)),
            [&order, i](std::exception_ptr thrown, Rows const&) {
                order.push_back(thrown ? -i : i);
            }
        );
    }
    context.restart();
    context.poll();
    EXPECT_TRUE(order.empty());
    run(holder->commit());
    EXPECT_EQ(affected(run(database->write(insert, parameters(4)))), 1);
    EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

TEST_F(Transactions, BeyondTheQueueAreRefusedAtOnce) {
    auto chosen = options();
    chosen.write_connections = 1;
    chosen.queue = 1;
    database = open(chosen);
    auto holder = begin();
    int refused = 0;
    int served = 0;
    for (int i = 1; i <= 3; ++i) {
        boost::asio::co_spawn(
            context,
            database->write(insert, parameters(i)),
            [&](std::exception_ptr thrown, Rows const&) { ++(thrown ? refused : served); }
        );
    }
    context.restart();
    context.poll();
    EXPECT_EQ(refused, 2);
    holder.reset();
    EXPECT_EQ(affected(run(database->write(insert, parameters(9)))), 1);
    EXPECT_EQ(served, 1);
}

} // namespace
} // namespace qc::pg

// SPDX-License-Identifier: Apache-2.0
#include "pg/errors.hpp"
#include "pg/tests/gated_database.hpp"

#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

namespace qc::pg {
namespace {

constexpr Statement number{"test.number", "select $1::int4"};
constexpr Statement insert{"test.insert", "insert into thing (n) values ($1)"};

class LostConnection : public GatedDatabase {};

TEST_F(LostConnection, ReadsAreAskedAgainWithFreshStatements) {
    auto const first = backend_of_reads();
    terminate(first);
    // The loss may be seen before the next read, or by it.
    EXPECT_NE(backend_of_reads(), first);
}

TEST_F(LostConnection, WritesComeBackWithFreshStatements) {
    auto const first = only_row<int>(run(database->write(backend)));
    terminate(first);
    try {
        run(database->write(backend));
    } catch (Unavailable const&) {
    }
    EXPECT_NE(only_row<int>(run(database->write(backend))), first);
}

TEST_F(LostConnection, InsideATransactionIsUnavailableAndRollsBack) {
    bool rolled_back = false;
    {
        auto const transaction = run(database->begin());
        transaction->on_rollback([&] { rolled_back = true; });
        terminate(only_row<int>(run(database->execute(*transaction, backend))));
        EXPECT_THROW(run(database->execute(*transaction, backend)), Unavailable);
    }
    EXPECT_TRUE(rolled_back);
}

TEST_F(LostConnection, NoticedBetweenTwoStatementsFailsTheSecond) {
    open_through_gate();
    auto const transaction = run(database->begin());
    run(database->execute(*transaction, insert, parameters(1)));
    gate->cut();
    run_until([this] { return losses.lost == 1; });
    EXPECT_THROW(run(database->execute(*transaction, insert, parameters(2))), Unavailable);
}

TEST_F(LostConnection, InARollbackFreesThePlace) {
    open_hasty_through_gate();
    {
        auto const transaction = run(database->begin());
        run(database->execute(*transaction, insert, parameters(1)));
        gate->freeze();
    }
    run_until([this] { return losses.lost == 1; });
    gate->thaw();
    EXPECT_EQ(affected(run(database->write(insert, parameters(1)))), 1);
}

TEST_F(LostConnection, ASlowReceiverGetsTheRestLater) {
    constexpr Statement length{"test.length", "select length($1)"};
    open_through_gate();
    backend_of_reads();
    gate->freeze();
    int answer = 0;
    boost::asio::co_spawn(
        context,
        database->read(length, parameters(std::string(12'000'000, 'x'))),
        [&](std::exception_ptr thrown, Rows const& rows) {
            answer = thrown ? -1 : only_row<int>(rows);
        }
    );
    context.restart();
    context.poll();
    gate->thaw();
    run_until([&] { return answer != 0; });
    EXPECT_EQ(answer, 12'000'000);
}

TEST_F(LostConnection, InCommitLeavesTheOutcomeOpen) {
    open_hasty_through_gate();
    bool acted = false;
    {
        auto const transaction = run(database->begin());
        transaction->on_commit([&] { acted = true; });
        transaction->on_rollback([&] { acted = true; });
        run(database->execute(*transaction, insert, parameters(1)));
        gate->freeze();
        EXPECT_THROW(run(transaction->commit()), CommitLost);
    }
    EXPECT_FALSE(acted);
}

TEST_F(LostConnection, AFrozenServerIsGivenUpInTime) {
    open_hasty_through_gate();
    backend_of_reads();
    run(database->write(backend));
    gate->freeze();
    EXPECT_THROW(backend_of_reads(), Unavailable);
    EXPECT_THROW(run(database->write(backend)), Unavailable);
}

TEST_F(LostConnection, AsManyReadsAreAskedAgainAsTheBudgetAllows) {
    open_through_gate();
    backend_of_reads();
    int answered = 0;
    int failed = 0;
    gate->freeze();
    for (int i = 0; i < 5; ++i) {
        boost::asio::co_spawn(
            context,
            database->read(number, parameters(i)),
            [&, i](std::exception_ptr thrown, Rows const& rows) {
                ++(thrown ? failed : answered);
                EXPECT_EQ(thrown ? i : only_row<int>(rows), i);
            }
        );
    }
    context.restart();
    context.poll();
    gate->cut();
    gate->thaw();
    run_until([&] { return answered + failed == 5; });
    EXPECT_EQ(answered, 3);
    EXPECT_GT(backend_of_reads(), 0);
}

} // namespace
} // namespace qc::pg

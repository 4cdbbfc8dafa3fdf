// SPDX-License-Identifier: Apache-2.0
#include "pg/connect.hpp"
#include "pg/database.hpp"
#include "pg/errors.hpp"
#include "pg/listener.hpp"
#include "pg/observer.hpp"
#include "pg/rows.hpp"
#include "support/database_test.hpp"
#include "support/tcp_gate.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <gtest/gtest.h>

namespace qc::pg {
namespace {

using std::chrono::milliseconds;

constexpr Statement backend{"test.backend", "select pg_backend_pid()"};
constexpr Statement number{"test.number", "select $1::int4"};
constexpr Statement insert{"test.insert", "insert into thing (n) values ($1)"};

class LossCounter final : public Observer {
public:
    void connection_lost(std::string_view, std::string_view) override { ++lost; }

    int lost = 0;
};

class LostConnection : public test::DatabaseTest {
protected:
    LostConnection() : DatabaseTest(test::TestDatabase::Content::empty) {}

    void SetUp() override {
        DatabaseTest::SetUp();
        if (!IsSkipped()) storage->session().run_script("create table thing (n int)");
    }

    void TearDown() override { database.reset(); }

    int backend_of_reads() { return only_row<int>(run(database->read(backend))); }

    void terminate(int pid) {
        storage->session().run("select pg_terminate_backend($1, 5000)", parameters(pid));
    }

    /// Opens the database through a gate; short limits, so that the tests are.
    void open_through_gate() {
        gate = std::make_unique<test::TcpGate>(context.get_executor(), test::database_endpoint());
        auto chosen = options();
        chosen.url = test::through(*gate, storage->url());
        chosen.statement_timeout = milliseconds{150};
        chosen.answer_grace = milliseconds{50};
        chosen.connect_timeout = milliseconds{300};
        chosen.observer = &losses;
        database = open(chosen);
    }

    template <class Condition>
    void run_until(Condition reached) {
        auto const until = std::chrono::steady_clock::now() + test::longest_wait;
        context.restart();
        while (!reached() && context.run_one_until(until) != 0) {
        }
        ASSERT_TRUE(reached());
    }

    LossCounter losses;
    std::unique_ptr<test::TcpGate> gate;
};

TEST_F(LostConnection, ReadsComeBackWithFreshStatements) {
    auto const first = backend_of_reads();
    terminate(first);
    // The loss may be seen before the next read, or by it.
    try {
        EXPECT_NE(backend_of_reads(), first);
    } catch (Unavailable const& problem) {
        EXPECT_EQ(problem.code(), database_unavailable);
    }
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
    open_through_gate();
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
        database->read(length, parameters(std::string(20'000'000, 'x'))),
        [&](std::exception_ptr thrown, Rows const& rows) {
            answer = thrown ? -1 : only_row<int>(rows);
        }
    );
    context.restart();
    context.poll();
    gate->thaw();
    run_until([&] { return answer != 0; });
    EXPECT_EQ(answer, 20'000'000);
}

TEST_F(LostConnection, AListenerKeepsTrying) {
    open_through_gate();
    auto chosen = options();
    chosen.url = test::through(*gate, storage->url());
    chosen.connect_timeout = milliseconds{20};
    chosen.reconnect_pause = milliseconds{5};
    Listener listener(context.get_executor(), chosen, clock, random);
    int synchronised = 0;
    Listener::Callbacks callbacks;
    callbacks.resynchronised = [&] { ++synchronised; };
    gate->freeze();
    listener.start({"news"}, std::move(callbacks));
    context.restart();
    context.run_for(milliseconds{50});
    EXPECT_EQ(synchronised, 0);
    gate->thaw();
    clock.advance(std::chrono::seconds{3});
    run_until([&] { return synchronised == 1; });
}

TEST_F(LostConnection, InCommitLeavesTheOutcomeOpen) {
    open_through_gate();
    bool acted = false;
    {
        auto const transaction = run(database->begin());
        transaction->on_commit([&] { acted = true; });
        transaction->on_rollback([&] { acted = true; });
        run(database->execute(*transaction, insert, parameters(1)));
        gate->freeze();
        EXPECT_THROW(run(transaction->commit()), CommitUnknown);
    }
    EXPECT_FALSE(acted);
}

TEST_F(LostConnection, AFrozenServerIsGivenUpInTime) {
    open_through_gate();
    backend_of_reads();
    run(database->write(backend));
    gate->freeze();
    EXPECT_THROW(backend_of_reads(), Unavailable);
    EXPECT_THROW(run(database->write(backend)), Unavailable);
}

TEST_F(LostConnection, AServerThatNeverAnswersTheConnectIsGivenUp) {
    using boost::asio::ip::tcp;
    tcp::acceptor const silent(context, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    auto chosen = options();
    auto parameters = parse_url(chosen.url);
    parameters["host"] = "127.0.0.1";
    parameters["port"] = std::to_string(silent.local_endpoint().port());
    chosen.url = test::url_from(parameters);
    chosen.connect_timeout = milliseconds{50};
    database = open(chosen);
    EXPECT_THROW(backend_of_reads(), Unavailable);
    clock.advance(std::chrono::seconds{1});
    EXPECT_THROW(run(database->write(backend)), Unavailable);
}

TEST_F(LostConnection, AfterAFailedConnectEverybodyIsRefusedForAWhile) {
    open_through_gate();
    gate->freeze();
    EXPECT_THROW(backend_of_reads(), Unavailable);
    gate->thaw();
    try {
        run(database->write(backend));
        FAIL() << "connected although the gate is closed";
    } catch (Unavailable const& problem) {
        EXPECT_EQ(problem.retry_after(), std::chrono::seconds{1});
    }
    clock.advance(std::chrono::seconds{1});
    EXPECT_NO_THROW(run(database->write(backend)));
    EXPECT_NO_THROW(backend_of_reads());
}

TEST_F(LostConnection, EverythingUnderWayEndsWithIt) {
    open_through_gate();
    backend_of_reads();
    int failed = 0;
    gate->freeze();
    for (int i = 0; i < 5; ++i) {
        boost::asio::co_spawn(
            context,
            database->read(number, parameters(i)),
            [&](std::exception_ptr thrown, Rows const&) { failed += thrown ? 1 : 0; }
        );
    }
    context.restart();
    context.poll();
    gate->cut();
    gate->thaw();
    run_until([&] { return failed == 5; });
    EXPECT_GT(backend_of_reads(), 0);
}

TEST_F(LostConnection, ByAWrongPasswordOrNameIsUnavailable) {
    auto chosen = options();
    chosen.url = test::url_of("no_such_database");
    database = open(chosen);
    EXPECT_THROW(backend_of_reads(), Unavailable);
}

TEST_F(LostConnection, AMissingSocketFolderIsUnavailable) {
    auto chosen = options();
    auto parameters = parse_url(chosen.url);
    parameters["host"] = "/no/such/folder";
    chosen.url = test::url_from(parameters);
    database = open(chosen);
    EXPECT_THROW(backend_of_reads(), Unavailable);
}

TEST_F(LostConnection, AHostNameIsResolved) {
    auto chosen = options();
    auto parameters = parse_url(chosen.url);
    if (parameters["host"] != "127.0.0.1") GTEST_SKIP() << "the server is not on the loopback";
    parameters["host"] = "localhost";
    chosen.url = test::url_from(parameters);
    database = open(chosen);
    EXPECT_GT(backend_of_reads(), 0);
    parameters["host"] = "unknown.invalid";
    chosen.url = test::url_from(parameters);
    database = open(chosen);
    EXPECT_THROW(backend_of_reads(), Unavailable);
}

TEST_F(LostConnection, AClosedDatabaseAnswersUnavailable) {
    auto reading = database->read(backend);
    int failed = 0;
    boost::asio::co_spawn(context, std::move(reading), [&](std::exception_ptr thrown, Rows const&) {
        failed += thrown ? 1 : 0;
    });
    context.restart();
    context.poll();
    database.reset();
    run_until([&] { return failed == 1; });
}

} // namespace
} // namespace qc::pg

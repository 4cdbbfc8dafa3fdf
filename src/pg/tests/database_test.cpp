// SPDX-License-Identifier: Apache-2.0
#include "support/database_test.hpp"

#include "pg/database.hpp"
#include "pg/errors.hpp"
#include "pg/observer.hpp"
#include "pg/rows.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

#include <map>

namespace qc::pg {
namespace {

constexpr Statement number{"test.number", "select $1::int4 as n"};
constexpr Statement inverse{"test.inverse", "select 1 / $1::int4 as n"};
constexpr Statement syntax_error{"test.syntax_error", "selec 1"};
constexpr Statement slow_backend{"test.slow_backend", "select pg_backend_pid()", true};
constexpr Statement backend{"test.backend", "select pg_backend_pid()"};
constexpr Statement snapshot{
    "test.snapshot", "select pg_current_snapshot()::text || now()::text || pg_backend_pid()"
};
constexpr Statement slow_snapshot{
    "test.slow_snapshot",
    "select pg_current_snapshot()::text || now()::text || pg_backend_pid()",
    true
};
constexpr Statement setting{"test.setting", "select current_setting($1)"};
constexpr Statement slow_setting{"test.slow_setting", "select current_setting($1)", true};
constexpr Statement insert{"test.insert", "insert into thing (n) values ($1)"};
constexpr Statement count{"test.count", "select count(*) from thing"};
constexpr Statement napping{"test.napping", "select pg_sleep(30)"};

/// Remembers what it is told.
class Notes final : public Observer {
public:
    void statement_finished(
        Statement const& statement, std::chrono::nanoseconds, std::string_view sqlstate
    ) override {
        auto const outcome = sqlstate.empty() ? std::string("ok") : std::string(sqlstate);
        finished[std::string(statement.name) + " " + outcome]++;
    }

    void pool_changed(std::string_view pool, std::size_t in_use, std::size_t waiting) override {
        auto& most = most_in_use[std::string(pool)];
        most = std::max(most, in_use);
        most_waiting = std::max(most_waiting, waiting);
    }

    void connection_opened(std::string_view pool) override { opened[std::string(pool)]++; }

    std::map<std::string, int> finished;
    std::map<std::string, std::size_t> most_in_use;
    std::map<std::string, int> opened;
    std::size_t most_waiting = 0;
};

class DatabaseOf : public test::DatabaseTest {
protected:
    DatabaseOf() : DatabaseTest(test::TestDatabase::Content::empty) {}

    void SetUp() override {
        DatabaseTest::SetUp();
        if (!IsSkipped()) storage->session().run_script("create table thing (n int unique)");
    }

    std::string setting_of(Statement const& statement, std::string const& name) {
        return only_row<std::string>(run(database->read(statement, parameters(name))));
    }

    /// Starts the read now; `failures` or `answers` grows when it ends.
    void start(Statement const& statement, int argument) {
        boost::asio::co_spawn(
            context,
            database->read(statement, parameters(argument)),
            [this](std::exception_ptr thrown, Rows rows) {
                if (thrown) {
                    ++failures;
                } else {
                    answers.push_back(only_row<std::int32_t>(rows));
                }
            }
        );
    }

    void finish(std::size_t expected) {
        auto const until = std::chrono::steady_clock::now() + test::longest_wait;
        context.restart();
        while (answers.size() + failures < expected && context.run_one_until(until) != 0) {
        }
    }

    std::vector<std::int32_t> answers;
    std::size_t failures = 0;
};

TEST_F(DatabaseOf, ReadsShareOneConnectionInOrder) {
    Notes notes;
    auto chosen = options();
    chosen.observer = &notes;
    database = open(chosen);
    for (int i = 0; i < 100; ++i)
        start(number, i);
    finish(100);
    ASSERT_EQ(answers.size(), 100U);
    EXPECT_TRUE(std::ranges::is_sorted(answers));
    EXPECT_EQ(notes.opened["read"], 1);
    EXPECT_EQ(notes.finished["test.number ok"], 100);
}

TEST_F(DatabaseOf, AFailingReadDoesNotHurtItsNeighbours) {
    for (int i = 0; i < 20; ++i) {
        start(inverse, i % 2);
        start(syntax_error, 1);
        start(number, 7);
    }
    finish(60);
    EXPECT_EQ(failures, 30U);
    EXPECT_EQ(answers.size(), 30U);
}

TEST_F(DatabaseOf, AServerErrorCarriesItsState) {
    try {
        run(database->read(inverse, parameters(0)));
        FAIL() << "one divided by zero";
    } catch (ServerError const& problem) {
        EXPECT_EQ(problem.sqlstate(), "22012");
        EXPECT_EQ(problem.statement(), "test.inverse");
        EXPECT_STREQ(problem.what(), "test.inverse: 22012 division by zero");
    }
}

TEST_F(DatabaseOf, AStatementThatCannotBePreparedFailsEachTime) {
    EXPECT_THROW(run(database->read(syntax_error, parameters())), ServerError);
    EXPECT_THROW(run(database->read(syntax_error, parameters())), ServerError);
    EXPECT_EQ(only_row<int>(run(database->read(number, parameters(1)))), 1);
}

TEST_F(DatabaseOf, ReadsTogetherSeeOneSnapshot) {
    auto together = run(database->read_together(
        queries(Query(snapshot, parameters()), Query(snapshot, parameters()))
    ));
    ASSERT_EQ(together.size(), 2U);
    EXPECT_EQ(only_row<std::string>(together[0]), only_row<std::string>(together[1]));
    auto slow = run(database->read_together(
        queries(Query(snapshot, parameters()), Query(&slow_snapshot, parameters()))
    ));
    ASSERT_EQ(slow.size(), 2U);
    EXPECT_EQ(only_row<std::string>(slow[0]), only_row<std::string>(slow[1]));
    EXPECT_TRUE(run(database->read_together({})).empty());
}

TEST_F(DatabaseOf, TheFirstErrorOfReadsTogetherIsThrown) {
    auto asked = queries(
        Query(number, parameters(1)), Query(inverse, parameters(0)), Query(number, parameters(2))
    );
    EXPECT_THROW(run(database->read_together(asked)), ServerError);
    asked.emplace_back(slow_backend, parameters());
    EXPECT_THROW(run(database->read_together(asked)), ServerError);
    EXPECT_NO_THROW(run(database->read(slow_backend)));
}

TEST_F(DatabaseOf, TheReadConnectionRefusesToWrite) {
    try {
        run(database->read(insert, parameters(1)));
        FAIL() << "a read wrote";
    } catch (ServerError const& problem) {
        EXPECT_EQ(problem.sqlstate(), "25006");
    }
}

TEST_F(DatabaseOf, SlowStatementsHaveAConnectionOfTheirOwn) {
    database = open(hasty_options());
    auto const fast = only_row<int>(run(database->read(backend)));
    auto const slow = only_row<int>(run(database->read(slow_backend)));
    EXPECT_NE(fast, slow);
    EXPECT_EQ(slow, only_row<int>(run(database->write(slow_backend))));
    EXPECT_EQ(setting_of(setting, "statement_timeout"), "2s");
    EXPECT_EQ(setting_of(slow_setting, "statement_timeout"), "10s");
}

TEST_F(DatabaseOf, SessionsHaveTheSettingsOfTheContract) {
    database = open(hasty_options());
    EXPECT_EQ(setting_of(setting, "TimeZone"), "UTC");
    EXPECT_EQ(setting_of(setting, "lock_timeout"), "1s");
    EXPECT_EQ(setting_of(setting, "idle_in_transaction_session_timeout"), "10s");
    EXPECT_EQ(setting_of(setting, "jit"), "off");
    EXPECT_EQ(setting_of(setting, "pg_trgm.similarity_threshold"), "0.1");
    EXPECT_EQ(setting_of(setting, "client_encoding"), "UTF8");
    EXPECT_EQ(setting_of(setting, "application_name"), "questcity");
    EXPECT_EQ(setting_of(setting, "transaction_isolation"), "repeatable read");
    EXPECT_EQ(setting_of(slow_setting, "transaction_isolation"), "read committed");
}

TEST_F(DatabaseOf, WritesCommitByThemselves) {
    auto const rows = run(database->write(insert, parameters(1)));
    EXPECT_EQ(affected(rows), 1);
    EXPECT_THROW(run(database->write(insert, parameters(1))), ServerError);
    EXPECT_EQ(only_row<std::int64_t>(run(database->read(count))), 1);
}

TEST_F(DatabaseOf, AStatementOverItsTimeIsUnavailable) {
    auto chosen = options();
    chosen.statement_timeout = std::chrono::milliseconds{30};
    database = open(chosen);
    EXPECT_THROW(run(database->read(napping)), Unavailable);
    EXPECT_THROW(run(database->write(napping)), Unavailable);
    // On a busy machine such a short time may pass within any statement.
    int answer = 0;
    for (int attempts = 0; attempts < 100 && answer == 0; ++attempts) {
        try {
            answer = only_row<int>(run(database->read(number, parameters(1))));
        } catch (Unavailable const&) {
        }
    }
    EXPECT_EQ(answer, 1);
}

TEST_F(DatabaseOf, ReadsBeyondTheBoundWaitAndThenAreRefused) {
    auto chosen = options();
    chosen.max_in_flight_reads = 3;
    Notes notes;
    chosen.observer = &notes;
    database = open(chosen);
    for (int i = 0; i < 10; ++i)
        start(number, i);
    finish(10);
    EXPECT_EQ(answers.size(), 6U);
    EXPECT_EQ(failures, 4U);
    EXPECT_EQ(notes.most_in_use["read"], 3U);
    EXPECT_EQ(notes.most_waiting, 3U);
    database.reset();
}

TEST_F(DatabaseOf, ConnectionsEndAfterTheirLifetime) {
    auto const first = only_row<int>(run(database->read(backend)));
    auto const first_writer = only_row<int>(run(database->write(backend)));
    EXPECT_EQ(only_row<int>(run(database->read(backend))), first);
    EXPECT_EQ(only_row<int>(run(database->write(backend))), first_writer);
    clock.advance(std::chrono::minutes{30});
    EXPECT_NE(only_row<int>(run(database->read(backend))), first);
    EXPECT_NE(only_row<int>(run(database->write(backend))), first_writer);
}

TEST_F(DatabaseOf, AChangedTableIsReadAfreshByTheNextSession) {
    constexpr Statement all{"test.all", "select * from thing"};
    EXPECT_EQ(run(database->read(all)).columns(), 1);
    storage->session().run_script("alter table thing add column m int");
    // The session knows the statement with its old columns and is given up.
    EXPECT_THROW(run(database->read(all)), ServerError);
    EXPECT_EQ(run(database->read(all)).columns(), 2);
}

TEST_F(DatabaseOf, AnInvalidUrlStopsTheStart) {
    auto chosen = options();
    chosen.url = "postgresql://user:secret@[broken";
    try {
        static_cast<void>(open(chosen));
        FAIL() << "the URL was accepted";
    } catch (std::invalid_argument const& problem) {
        EXPECT_EQ(std::string(problem.what()).find("secret"), std::string::npos);
    }
}

TEST_F(DatabaseOf, LargeAnswersAndParametersPass) {
    constexpr Statement twice{"test.twice", "select $1::text || $1::text"};
    std::string const text(3'000'000, 'x');
    auto const back = only_row<std::string>(run(database->read(twice, parameters(text))));
    EXPECT_EQ(back.size(), 6'000'000U);
}

} // namespace
} // namespace qc::pg

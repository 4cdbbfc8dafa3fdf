// SPDX-License-Identifier: Apache-2.0
#include "audit/application/sealer.hpp"
#include "audit/postgres/chain_store.hpp"
#include "audit_tests/audited_database.hpp"
#include "pg/rows.hpp"
#include "telemetry/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace qc::audit {
namespace {

constexpr int writers = 8;
constexpr int rows_of_each = 25;

class LastLine final : public telemetry::LogSink {
public:
    void write(std::string_view line) override { text = line; }

    std::string text;
};

class SealingTest : public testing::AuditedDatabase {
protected:
    std::int64_t number(std::string const& query) {
        auto const rows = storage->session().run("select (" + query + ")::bigint");
        return pg::only_row<std::int64_t>(rows);
    }

    Task<void> write_many(int writer, int& running) {
        for (int i = 0; i < rows_of_each; ++i) {
            co_await write_one(
                *database, module->facade(), std::to_string(writer) + "-" + std::to_string(i)
            );
        }
        --running;
    }

    static Task<void> seal_while(AuditModule& sealer, int const& running) {
        while (running > 0)
            co_await sealer.seal();
        co_await sealer.seal();
    }
};

TEST_F(SealingTest, SealsOnlyWhatIsCommitted) {
    write(2);
    auto const open = run(database->begin());
    run(module->facade().record(*open, Act{}));
    run(module->seal());
    EXPECT_EQ(number("select count(*) from audit_log where seq is not null"), 2);
    run(open->commit());
    run(module->seal());
    EXPECT_EQ(number("select max(seq) from audit_log"), 3);
    EXPECT_EQ(number("select seq from audit_head"), 3);
    auto const verdict = verify();
    EXPECT_EQ(verdict.fault_count, 0);
    EXPECT_EQ(verdict.checked, 3);
}

TEST_F(SealingTest, SealsMoreThanOneBatch) {
    storage->session().run_script("insert into audit_log (action, object_type, object_id, data) "
                                  "select 'a', 'b', n::text, '{}' from generate_series(1, 1203) n");
    run(module->seal());
    EXPECT_EQ(number("select count(*) from audit_log where seq is null"), 0);
    std::int64_t shown = 0;
    auto const verdict = run(module->verify([&](std::int64_t checked, std::int64_t last) {
        shown = checked;
        EXPECT_EQ(last, 1203);
    }));
    EXPECT_EQ(verdict.fault_count, 0);
    EXPECT_EQ(verdict.checked, 1203);
    EXPECT_EQ(shown, 1203);
}

TEST_F(SealingTest, LeavesTheWorkToWhoeverSealsAlready) {
    write(1);
    auto const other = run(database->begin());
    PostgresSealStore store(*database);
    ASSERT_TRUE(run(store.claim(*other)));
    run(module->seal());
    EXPECT_EQ(number("select count(*) from audit_log where seq is null"), 1);
    run(other->rollback());
    run(module->seal());
    EXPECT_EQ(number("select count(*) from audit_log where seq is null"), 0);
}

TEST_F(SealingTest, LeavesNoGapsWhileEightTransactionsWrite) {
    auto const elsewhere = open();
    AuditModule other({context.get_executor(), *elsewhere, clock});
    int running = writers;
    for (int i = 0; i < writers; ++i)
        boost::asio::co_spawn(context, write_many(i, running), boost::asio::detached);
    boost::asio::co_spawn(context, seal_while(other, running), boost::asio::detached);
    run(seal_while(*module, running));
    run(module->seal());
    run(other.seal());
    constexpr auto all = std::int64_t{writers} * rows_of_each;
    EXPECT_EQ(number("select count(distinct seq) from audit_log"), all);
    EXPECT_EQ(number("select max(seq) from audit_log"), all);
    auto const verdict = verify();
    EXPECT_EQ(verdict.fault_count, 0);
    EXPECT_EQ(verdict.checked, all);
}

TEST_F(SealingTest, LogsTheHead) {
    write(1);
    run(module->seal());
    Jobs jobs;
    module->add_jobs(jobs);
    ASSERT_EQ(jobs.size(), 2u);
    EXPECT_EQ(jobs[0].every, std::chrono::seconds{1});
    run(jobs[0].run());
    LastLine line;
    telemetry::Logging const logging({}, clock, line);
    EXPECT_EQ(jobs[1].every, std::chrono::hours{1});
    run(jobs[1].run());
    EXPECT_NE(line.text.find("Head of the audit log"), std::string::npos);
    auto const hash = pg::only_row<std::string>(
        storage->session().run("select encode(hash, 'hex') from audit_head")
    );
    EXPECT_NE(line.text.find(hash), std::string::npos);
}

} // namespace
} // namespace qc::audit

// SPDX-License-Identifier: Apache-2.0
#include "pg/errors.hpp"
#include "pg/migrations.hpp"
#include "pg/rows.hpp"
#include "support/describe.hpp"
#include "support/sql_contract.hpp"
#include "support/test_database.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

namespace qc::pg {
namespace {

using Steps = std::vector<Migration>;

class Migrations : public test::RequiresDatabase {
protected:
    void SetUp() override {
        RequiresDatabase::SetUp();
        if (!IsSkipped()) storage.emplace(test::TestDatabase::Content::empty);
    }

    int up(Steps const& steps) {
        return migrate_up(
            storage->url(), [this](Migration const& done) { names.emplace_back(done.name); }, steps
        );
    }

    MigrationProblems verify(Steps const& steps) {
        return verify_migrations(storage->url(), steps);
    }

    std::optional<test::TestDatabase> storage;
    std::vector<std::string> names;
    Steps const one{{1, "first", "create table a (n int)"}};
    Steps const two{
        {1, "first", "create table a (n int)"},
        {2, "second", "create table b (n int); insert into b values (1)"}
    };
};

TEST_F(Migrations, ApplyWhatIsMissingInOrder) {
    EXPECT_EQ(up(one), 1);
    EXPECT_EQ(up(two), 1);
    EXPECT_EQ(up(two), 0);
    EXPECT_EQ(names, (std::vector<std::string>{"first", "second"}));
    EXPECT_EQ(only_row<std::int64_t>(storage->session().run("select count(*) from b")), 1);
    EXPECT_TRUE(verify(two).errors.empty());
    EXPECT_TRUE(verify(two).warnings.empty());
}

TEST_F(Migrations, StatusTellsWhatIsAppliedAndWhatIsNot) {
    auto const before = migration_status(storage->url(), two);
    ASSERT_EQ(before.size(), 2U);
    EXPECT_FALSE(before[0].applied_at);
    up(one);
    auto const after = migration_status(storage->url(), two);
    EXPECT_TRUE(after[0].applied_at);
    EXPECT_FALSE(after[1].applied_at);
    EXPECT_EQ(after[1].name, "second");
}

TEST_F(Migrations, ADatabaseBehindIsAnError) {
    up(one);
    auto const problems = verify(two);
    ASSERT_EQ(problems.errors.size(), 1U);
    EXPECT_EQ(problems.errors[0], "0002_second is not applied: run `questcity migrate up`");
}

TEST_F(Migrations, ADatabaseAheadIsAWarningOnly) {
    up(two);
    auto const problems = verify(one);
    EXPECT_TRUE(problems.errors.empty());
    ASSERT_EQ(problems.warnings.size(), 1U);
    EXPECT_EQ(problems.warnings[0], "0002_second is applied, but not known to this release");
    EXPECT_EQ(up(one), 0);
}

TEST_F(Migrations, AChangedStepIsAnErrorAndStopsTheOthers) {
    up(one);
    Steps changed = two;
    changed[0].text = "create table a (n bigint)";
    auto const problems = verify(changed);
    ASSERT_EQ(problems.errors.size(), 2U);
    EXPECT_EQ(problems.errors[0], "0001_first was changed after it was applied");
    EXPECT_THROW(up(changed), std::runtime_error);
    EXPECT_EQ(verify(two).errors.size(), 1U);
}

TEST_F(Migrations, AStepThatFailsLeavesNothingBehind) {
    Steps const broken{
        {1, "first", "create table a (n int)"}, {2, "second", "create table b (n int); select 1/0"}
    };
    EXPECT_THROW(up(broken), ServerError);
    auto session = storage->session();
    EXPECT_TRUE(only_row<bool>(session.run("select to_regclass('b') is null")));
    EXPECT_TRUE(only_row<bool>(session.run("select to_regclass('a') is not null")));
    EXPECT_EQ(up(two), 1);
}

TEST_F(Migrations, AMarkedStepRunsOutsideATransaction) {
    Steps steps = one;
    steps.push_back({2, "index", "-- no-transaction\ncreate index concurrently ix on a (n)"});
    EXPECT_EQ(up(steps), 2);
    EXPECT_TRUE(verify(steps).errors.empty());
}

TEST_F(Migrations, TheChainAppliesToAnEmptyDatabase) {
    EXPECT_EQ(migrate_up(storage->url()), static_cast<int>(embedded_migrations().size()));
    EXPECT_TRUE(verify_migrations(storage->url()).errors.empty());
    EXPECT_EQ(latest_version(), static_cast<int>(embedded_migrations().size()));
}

TEST_F(Migrations, TestsGetTheMigratedSchema) {
    test::TestDatabase const migrated;
    EXPECT_TRUE(verify_migrations(migrated.url()).errors.empty());
}

TEST_F(Migrations, ChecksumsAreThoseOfSha256) {
    Migration const abc{1, "abc", "abc"};
    EXPECT_EQ(
        to_hex(checksum_of(abc)), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    EXPECT_NE(checksum_of(one), checksum_of(two));
    EXPECT_EQ(latest_version({}), 0);
}

TEST_F(Migrations, AServerThatIsAwayIsUnavailable) {
    EXPECT_THROW(
        static_cast<void>(verify_migrations("postgresql://127.0.0.1:1/none")), Unavailable
    );
}

TEST_F(Migrations, AStatementIsDescribedByTheServer) {
    up(one);
    constexpr Statement good{"test.good", "select n as number from a where n = $1"};
    auto const description = test::describe(storage->url(), good);
    EXPECT_EQ(description.parameters, 1);
    ASSERT_EQ(description.columns.size(), 1U);
    EXPECT_EQ(description.columns[0].name, "number");
    EXPECT_EQ(description.columns[0].type_oid, 23U);
    constexpr Statement bad{"test.bad", "select m from a"};
    EXPECT_THROW(static_cast<void>(test::describe(storage->url(), bad)), ServerError);
}

TEST_F(Migrations, EachStatementThatTheSchemaRefusesIsNamed) {
    up(one);
    static constexpr Statement good{"test.good", "select n from a"};
    static constexpr Statement bad{"test.bad", "select m from a"};
    std::vector<Statement const*> const all{&good, &bad, &good};
    testing::TestPartResultArray found;
    {
        testing::ScopedFakeTestPartResultReporter const intercept(
            testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &found
        );
        test::expect_accepted(storage->url(), all);
    }
    ASSERT_EQ(found.size(), 2);
    EXPECT_NE(
        std::string(found.GetTestPartResult(0).message()).find("test.bad"), std::string::npos
    );
    // The name of a prepared statement can be used once.
    EXPECT_NE(
        std::string(found.GetTestPartResult(1).message()).find("test.good"), std::string::npos
    );
}

} // namespace
} // namespace qc::pg

// SPDX-License-Identifier: Apache-2.0
#include "statement_lists.hpp"
#include "support/describe.hpp"
#include "support/sql_contract.hpp"
#include "support/test_database.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

namespace qc::contract_test {

void PrintTo(StatementList const& list, std::ostream* out) {
    *out << list.file;
}

namespace {

/// One migrated database for all files: nothing is written.
class SqlContract : public testing::TestWithParam<StatementList> {
protected:
    static void SetUpTestSuite() {
        if (test::server_url()) database_ = std::make_unique<test::TestDatabase>();
    }

    static void TearDownTestSuite() { database_.reset(); }

    void SetUp() override {
        if (!database_) GTEST_SKIP() << "QC_TEST_DATABASE_URL is not set";
    }

    inline static std::unique_ptr<test::TestDatabase> database_;
};

std::string name_of(testing::TestParamInfo<StatementList> const& list) {
    std::string name = list.param.file;
    std::ranges::replace_if(name, [](char c) { return c == '/' || c == '.'; }, '_');
    return name;
}

TEST_P(SqlContract, TheMigratedSchemaAcceptsEveryStatement) {
    ASSERT_FALSE(GetParam().statements.empty());
    test::expect_accepted(database_->url(), GetParam().statements);
}

std::vector<StatementList> whole_statements() {
    std::vector<StatementList> lists;
    std::ranges::copy_if(statement_lists, std::back_inserter(lists), &StatementList::whole);
    return lists;
}

INSTANTIATE_TEST_SUITE_P(Files, SqlContract, testing::ValuesIn(whole_statements()), name_of);

TEST(SqlContractNames, AreUniqueOverAllModules) {
    std::set<std::string_view> seen;
    for (auto const& list : statement_lists) {
        for (auto const* statement : list.statements)
            EXPECT_TRUE(seen.insert(statement->name).second) << statement->name;
    }
}

TEST(SqlContractSelftest, RefusesAStatementThatTheSchemaDoesNotKnow) {
    if (!test::server_url()) GTEST_SKIP() << "QC_TEST_DATABASE_URL is not set";
    test::TestDatabase const database;
    static constexpr pg::Statement wrong{"contract.wrong", "SELECT no_such_column FROM quest"};
    auto session = database.session();
    EXPECT_ANY_THROW(static_cast<void>(test::describe(session, wrong)));
}

} // namespace
} // namespace qc::contract_test

// SPDX-License-Identifier: Apache-2.0
#include "app/seed/seed_references.hpp"
#include "pg/rows.hpp"
#include "support/test_database.hpp"

#include <gtest/gtest.h>

namespace qc::app {
namespace {

constexpr int all_rows = 12 + 10 + 15 + 15 + 20;

class SeedReferences : public test::RequiresDatabase {
protected:
    static std::string name_of_category(test::TestDatabase const& database, int id) {
        auto session = database.session();
        auto const rows =
            session.run("SELECT name FROM category WHERE id = $1", pg::parameters(id));
        return pg::row_as<std::string>(rows).value_or("");
    }
};

TEST_F(SeedReferences, FindsAMigratedDatabaseComplete) {
    test::TestDatabase const database;
    auto const summary = seed_references(database.url(), {});
    EXPECT_EQ(summary.created, 0);
    EXPECT_EQ(summary.updated, 0);
    EXPECT_EQ(summary.skipped, all_rows);
}

TEST_F(SeedReferences, BringsBackWhatWasDeleted) {
    test::TestDatabase const database;
    database.session().run_script("DELETE FROM category WHERE id IN (3, 4); DELETE FROM tool");
    auto const looked = seed_references(database.url(), {.dry_run = true});
    EXPECT_EQ(looked.created, 22);
    EXPECT_EQ(name_of_category(database, 3), "");
    auto const summary = seed_references(database.url(), {});
    EXPECT_EQ(summary.created, 22);
    EXPECT_EQ(summary.skipped, all_rows - 22);
    EXPECT_EQ(name_of_category(database, 3), "History");
}

TEST_F(SeedReferences, RewritesChangedRowsOnlyWhenForced) {
    test::TestDatabase const database;
    database.session().run_script("UPDATE category SET name = 'Past' WHERE id = 3;"
                                  "INSERT INTO category (id, name, image) VALUES (5000, 'Own', 'x')"
    );
    EXPECT_EQ(seed_references(database.url(), {}).updated, 0);
    EXPECT_EQ(name_of_category(database, 3), "Past");
    auto const forced = seed_references(database.url(), {.force = true});
    EXPECT_EQ(forced.updated, 1);
    EXPECT_EQ(forced.skipped, all_rows - 1);
    EXPECT_EQ(name_of_category(database, 3), "History");
    EXPECT_EQ(name_of_category(database, 5000), "Own");
}

} // namespace
} // namespace qc::app

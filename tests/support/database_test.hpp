// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "support/fake_clock.hpp"
#include "support/sequence_random.hpp"
#include "support/test_database.hpp"
#include "support/wait.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>

namespace qc::test {

/// One migrated database and one worker's pg::Database for each test; skips without a server.
class DatabaseTest : public RequiresDatabase {
protected:
    explicit DatabaseTest(TestDatabase::Content content = TestDatabase::Content::migrated)
        : content_(content) {}

    void SetUp() override {
        RequiresDatabase::SetUp();
        if (IsSkipped()) return;
        storage.emplace(content_);
        database = open();
    }

    /// What open() will use; tests may change it before they open one of their own.
    [[nodiscard]] pg::DatabaseOptions options() const {
        pg::DatabaseOptions chosen;
        chosen.url = storage->url();
        return chosen;
    }

    [[nodiscard]] std::unique_ptr<pg::Database> open() { return open(options()); }

    [[nodiscard]] std::unique_ptr<pg::Database> open(pg::DatabaseOptions chosen) {
        return std::make_unique<pg::Database>(
            context.get_executor(), std::move(chosen), clock, random
        );
    }

    template <class T>
    T run(Task<T> task) {
        return wait(context, std::move(task));
    }

    boost::asio::io_context context{1};
    FakeClock clock;
    SequenceRandom random;
    std::optional<TestDatabase> storage;
    std::unique_ptr<pg::Database> database;

private:
    TestDatabase::Content content_;
};

} // namespace qc::test

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
#include <string>
#include <utility>

namespace qc::test {

/// Waits as long as a test does: how soon the product gives up is the business of the tests that
/// choose their limits, and all others must not fail because a machine is slow.
[[nodiscard]] inline pg::DatabaseOptions patient(std::string url) {
    pg::DatabaseOptions options;
    options.url = std::move(url);
    options.acquire_timeout = options.connect_timeout = longest_wait;
    options.statement_timeout = options.slow_statement_timeout = longest_wait;
    options.lock_timeout = options.idle_in_transaction_timeout = longest_wait;
    options.answer_grace = longest_wait;
    return options;
}

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
    [[nodiscard]] pg::DatabaseOptions options() const { return patient(storage->url()); }

    /// With the numbers of the contract.
    [[nodiscard]] pg::DatabaseOptions hasty_options() const {
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

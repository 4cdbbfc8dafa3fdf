// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/blocking_session.hpp"
#include "pg/connect.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace qc::test {

/// QC_TEST_DATABASE_URL: a server on which databases may be made; empty when there is none.
[[nodiscard]] std::optional<std::string> server_url();

/// The same URL with another database.
[[nodiscard]] std::string url_of(std::string const& database);

[[nodiscard]] std::string url_from(pg::ConnectParameters const& parameters);

/// A database of its own, migrated (a copy of a template that all test processes share) or empty;
/// dropped at the end.
class TestDatabase {
public:
    enum class Content { migrated, empty };

    explicit TestDatabase(Content content = Content::migrated);
    ~TestDatabase();
    TestDatabase(TestDatabase const&) = delete;
    TestDatabase& operator=(TestDatabase const&) = delete;

    [[nodiscard]] std::string const& url() const noexcept { return url_; }

    [[nodiscard]] std::string const& name() const noexcept { return name_; }

    /// A plain session in this database, to arrange and to look.
    [[nodiscard]] pg::BlockingSession session() const { return pg::BlockingSession(url_); }

private:
    std::string name_;
    std::string url_;
};

/// Base of fixtures that need PostgreSQL: skips the test with a message when there is none.
class RequiresDatabase : public testing::Test {
protected:
    void SetUp() override {
        if (!server_url()) GTEST_SKIP() << "QC_TEST_DATABASE_URL is not set";
    }
};

} // namespace qc::test

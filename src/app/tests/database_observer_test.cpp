// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/database_observer.hpp"

#include <gtest/gtest.h>

namespace qc::app {
namespace {

TEST(DatabaseObserver, CountsFailuresByTheirSqlstate) {
    constexpr pg::Statement statement{"runs.record", "insert"};
    telemetry::Metrics metrics;
    DatabaseObserver observer(metrics, 0);
    observer.statement_finished(statement, std::chrono::milliseconds{1}, "");
    observer.statement_finished(statement, std::chrono::milliseconds{1}, "23505");
    auto const text = metrics.render();
    EXPECT_NE(text.find(R"(questcity_db_errors_total{sqlstate="23505"} 1)"), std::string::npos);
    EXPECT_EQ(text.find(R"(sqlstate="runs.record")"), std::string::npos);
}

TEST(DatabaseObserver, AddsThePoolsOfAWorkerUp) {
    telemetry::Metrics metrics;
    DatabaseObserver observer(metrics, 3);
    observer.pool_changed("read", 2, 0);
    observer.pool_changed("write", 3, 1);
    observer.pool_changed("read", 1, 0);
    EXPECT_NE(metrics.render().find(R"(questcity_pool_in_use{worker="3"} 4)"), std::string::npos);
}

} // namespace
} // namespace qc::app

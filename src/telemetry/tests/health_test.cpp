// SPDX-License-Identifier: Apache-2.0
#include "telemetry/health.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace qc::telemetry {
namespace {

using std::chrono::milliseconds;

class HealthTest : public testing::Test {
protected:
    /// One check per letter: s for success, f for failure.
    HealthStatus after(std::string_view results, std::string_view service = "database") {
        for (char const result : results) {
            HealthCheck check;
            check.passed = result == 's';
            check.response_time = milliseconds{10};
            check.at = Instant{std::chrono::seconds{++seconds_}};
            check.error = check.passed ? "" : "no answer";
            monitor.record(service, check);
        }
        return monitor.find(service)->status;
    }

    OverallHealth overall() const { return overall_health(monitor.services()); }

    HealthMonitor monitor{{{"database", true}, {"s3", false}}};

private:
    int seconds_ = 0;
};

TEST_F(HealthTest, IsUnknownUntilTheFirstResult) {
    auto const database = monitor.find("database");
    ASSERT_TRUE(database);
    EXPECT_EQ(database->status, HealthStatus::unknown);
    EXPECT_EQ(database->availability, 1.0);
    EXPECT_FALSE(database->last_check);
    EXPECT_EQ(after("s"), HealthStatus::healthy);
}

TEST_F(HealthTest, BecomesUnhealthyAtTheThirdFailureInARow) {
    EXPECT_EQ(after("ss"), HealthStatus::healthy);
    EXPECT_EQ(after("f"), HealthStatus::degraded);
    EXPECT_EQ(after("f"), HealthStatus::degraded);
    EXPECT_EQ(after("f"), HealthStatus::unhealthy);
    EXPECT_EQ(after("f"), HealthStatus::unhealthy);
}

TEST_F(HealthTest, BecomesHealthyAtTheSecondSuccessInARow) {
    EXPECT_EQ(after("fff"), HealthStatus::unhealthy);
    EXPECT_EQ(after("s"), HealthStatus::degraded);
    EXPECT_EQ(after("s"), HealthStatus::healthy);
}

TEST_F(HealthTest, IsDegradedWhileAFailureIsAmongTheLastThree) {
    EXPECT_EQ(after("ssf"), HealthStatus::degraded);
    EXPECT_EQ(after("s"), HealthStatus::degraded);
    EXPECT_EQ(after("f"), HealthStatus::degraded);
    EXPECT_EQ(after("ss"), HealthStatus::healthy);
}

TEST_F(HealthTest, CountsWhatTheDocumentsShow) {
    after("ssf");
    auto const database = *monitor.find("database");
    EXPECT_EQ(database.service_name, "database");
    EXPECT_EQ(database.total_checks, 3U);
    EXPECT_EQ(database.healthy_checks, 2U);
    EXPECT_DOUBLE_EQ(database.availability, 2.0 / 3.0);
    EXPECT_EQ(database.consecutive_failures, 1U);
    EXPECT_EQ(database.consecutive_successes, 0U);
    EXPECT_DOUBLE_EQ(database.avg_response_time_ms, 10.0);
    EXPECT_EQ(database.last_check, Instant{std::chrono::seconds{3}});
    EXPECT_EQ(database.last_error, "no answer");
}

TEST_F(HealthTest, ForgetsAtReset) {
    after("fff");
    EXPECT_TRUE(monitor.reset("database"));
    auto const database = *monitor.find("database");
    EXPECT_EQ(database.status, HealthStatus::unknown);
    EXPECT_EQ(database.total_checks, 0U);
    EXPECT_TRUE(database.critical);
    EXPECT_FALSE(database.last_error);
    EXPECT_EQ(after("f"), HealthStatus::degraded);
}

TEST_F(HealthTest, KnowsOnlyItsServices) {
    EXPECT_FALSE(monitor.find("mail"));
    EXPECT_FALSE(monitor.reset("mail"));
    EXPECT_THROW(monitor.record("mail", HealthCheck{}), std::logic_error);
    ASSERT_EQ(monitor.services().size(), 2U);
    EXPECT_EQ(monitor.services().front().service_name, "database");
}

TEST_F(HealthTest, IsReadWhileItIsWritten) {
    std::thread checker([this] {
        for (int i = 0; i < 200; ++i)
            after("sf");
    });
    for (int i = 0; i < 200; ++i) {
        auto const seen = *monitor.find("database");
        EXPECT_LE(seen.healthy_checks, seen.total_checks);
    }
    checker.join();
    EXPECT_EQ(monitor.find("database")->total_checks, 400U);
}

TEST_F(HealthTest, SumsUpInFourSentences) {
    EXPECT_EQ(overall().status, HealthStatus::unknown);
    EXPECT_EQ(overall().message(), "System status unknown");
    EXPECT_TRUE(overall().available());

    after("s");
    EXPECT_EQ(overall().status, HealthStatus::healthy);
    EXPECT_EQ(overall().message(), "All systems operational");

    after("fff", "s3");
    EXPECT_EQ(overall().status, HealthStatus::degraded);
    EXPECT_EQ(overall().message(), "Some services experiencing issues, but system is functional");
    EXPECT_TRUE(overall().available());

    after("fff");
    EXPECT_EQ(overall().status, HealthStatus::unhealthy);
    EXPECT_EQ(overall().message(), "Critical services unavailable");
    EXPECT_FALSE(overall().available());
}

TEST_F(HealthTest, CountsServicesByStatus) {
    after("s");
    after("f", "s3");
    auto const sum = overall();
    EXPECT_EQ(sum.total, 2U);
    EXPECT_EQ(sum.healthy, 1U);
    EXPECT_EQ(sum.degraded, 1U);
    EXPECT_EQ(sum.unhealthy, 0U);
}

TEST(HealthStatus, HasTheNamesOfTheContract) {
    EXPECT_EQ(to_text(HealthStatus::unknown), "unknown");
    EXPECT_EQ(to_text(HealthStatus::healthy), "healthy");
    EXPECT_EQ(to_text(HealthStatus::degraded), "degraded");
    EXPECT_EQ(to_text(HealthStatus::unhealthy), "unhealthy");
}

} // namespace
} // namespace qc::telemetry

// SPDX-License-Identifier: Apache-2.0
#include "telemetry/metrics.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace qc::telemetry {
namespace {

using std::chrono::microseconds, std::chrono::milliseconds, std::chrono::seconds;

class MetricsTest : public testing::Test {
protected:
    /// The value of the sample line that begins with `series`, or "<absent>".
    std::string sample(std::string const& series) const {
        auto const text = '\n' + metrics.render();
        auto const start = text.find('\n' + series + ' ');
        if (start == std::string::npos) return "<absent>";
        auto const value = start + series.size() + 2;
        return text.substr(value, text.find('\n', value) - value);
    }

    Metrics metrics;
};

TEST_F(MetricsTest, CountsAnswersByMethodRouteAndStatus) {
    auto& request = metrics.request("GET", "/quests/{questId}");
    request.record(200, milliseconds{1});
    request.record(200, milliseconds{1});
    request.record(404, milliseconds{1});
    std::string const series =
        "questcity_api_requests_total{method=\"GET\",route=\"/quests/{questId}\",";
    EXPECT_EQ(sample(series + "status=\"200\"}"), "2");
    EXPECT_EQ(sample(series + "status=\"404\"}"), "1");
    EXPECT_EQ(sample(series + "status=\"500\"}"), "<absent>");
}

TEST_F(MetricsTest, KeepsOddStatusesInRange) {
    auto& request = metrics.request("GET", "/x");
    request.record(0, milliseconds{1});
    request.record(999, milliseconds{1});
    std::string const series = "questcity_api_requests_total{method=\"GET\",route=\"/x\",";
    EXPECT_EQ(sample(series + "status=\"100\"}"), "1");
    EXPECT_EQ(sample(series + "status=\"599\"}"), "1");
}

TEST_F(MetricsTest, SortsDurationsIntoBuckets) {
    auto& request = metrics.request("GET", "/x");
    request.record(200, microseconds{900});
    request.record(200, milliseconds{20});
    request.record(200, milliseconds{700});
    request.record(200, seconds{90});
    auto const bucket = [&](std::string const& bound) {
        return sample(
            "questcity_request_duration_seconds_bucket{route=\"/x\",le=\"" + bound + "\"}"
        );
    };
    EXPECT_EQ(bucket("0.001"), "1");
    EXPECT_EQ(bucket("0.01"), "1");
    EXPECT_EQ(bucket("0.025"), "2");
    EXPECT_EQ(bucket("1"), "3");
    EXPECT_EQ(bucket("60"), "3");
    EXPECT_EQ(bucket("+Inf"), "4");
    EXPECT_EQ(sample("questcity_request_duration_seconds_count{route=\"/x\"}"), "4");
    EXPECT_NEAR(
        std::stod(sample("questcity_request_duration_seconds_sum{route=\"/x\"}")), 90.7209, 1e-6
    );
}

TEST_F(MetricsTest, AddsUpWhatSeveralWorkersCount) {
    std::vector<std::thread> workers;
    for (int worker = 0; worker < 4; ++worker) {
        workers.emplace_back([this] {
            auto& request = metrics.request("POST", "/runs");
            for (int i = 0; i < 250; ++i)
                request.record(201, milliseconds{2});
        });
    }
    for (auto& worker : workers)
        worker.join();
    EXPECT_EQ(
        sample("questcity_api_requests_total{method=\"POST\",route=\"/runs\",status=\"201\"}"),
        "1000"
    );
    EXPECT_EQ(sample("questcity_request_duration_seconds_count{route=\"/runs\"}"), "1000");
}

TEST_F(MetricsTest, TimesStatementsAndCountsTheirFailures) {
    auto statement = metrics.statement("runs.record_check_in");
    statement.observe(microseconds{300});
    metrics.statement("runs.record_check_in").observe(milliseconds{3});
    metrics.database_error("23505");
    std::string const name = "questcity_db_duration_seconds";
    EXPECT_EQ(sample(name + "_count{statement=\"runs.record_check_in\"}"), "2");
    EXPECT_EQ(sample(name + "_bucket{statement=\"runs.record_check_in\",le=\"0.0005\"}"), "1");
    EXPECT_EQ(sample("questcity_db_errors_total{sqlstate=\"23505\"}"), "1");
}

TEST_F(MetricsTest, CountsRefusalsAndFailures) {
    metrics.api_error("QUEST_NOT_FOUND");
    metrics.api_error("QUEST_NOT_FOUND");
    metrics.error("std::logic_error");
    EXPECT_EQ(sample("questcity_api_errors_total{code=\"QUEST_NOT_FOUND\"}"), "2");
    EXPECT_EQ(sample("questcity_errors_total{type=\"std::logic_error\"}"), "1");
}

TEST_F(MetricsTest, PutsEndlessLabelValuesTogether) {
    for (int i = 0; i < 300; ++i)
        metrics.error("type " + std::to_string(i));
    EXPECT_EQ(sample("questcity_errors_total{type=\"type 255\"}"), "1");
    EXPECT_EQ(sample("questcity_errors_total{type=\"type 256\"}"), "<absent>");
    EXPECT_EQ(sample("questcity_errors_total{type=\"other\"}"), "44");
}

TEST_F(MetricsTest, ShowsGaugesAndEventsFromTheStart) {
    EXPECT_EQ(sample("questcity_ws_connections"), "0");
    EXPECT_EQ(sample("questcity_ws_events_total"), "0");
    auto connections = metrics.ws_connections();
    connections.add(3);
    connections.add(-1);
    metrics.ws_events().increment();
    metrics.pool_in_use(0).set(2);
    metrics.pool_in_use(1).set(4);
    EXPECT_EQ(sample("questcity_ws_connections"), "2");
    EXPECT_EQ(sample("questcity_ws_events_total"), "1");
    EXPECT_EQ(sample("questcity_pool_in_use{worker=\"0\"}"), "2");
    EXPECT_EQ(sample("questcity_pool_in_use{worker=\"1\"}"), "4");
}

TEST_F(MetricsTest, EscapesLabelValues) {
    metrics.error("a\"b\nc");
    EXPECT_EQ(sample("questcity_errors_total{type=\"a\\\"b\\nc\"}"), "1");
}

TEST_F(MetricsTest, DescribesEveryMetricOfTheContract) {
    metrics.request("GET", "/x").record(200, milliseconds{1});
    metrics.statement("x.y").observe(milliseconds{1});
    metrics.api_error("A");
    metrics.error("B");
    metrics.database_error("57014");
    metrics.pool_in_use(0).set(0);
    auto const text = metrics.render();
    for (auto const* type :
         {"questcity_api_requests_total counter",
          "questcity_api_errors_total counter",
          "questcity_errors_total counter",
          "questcity_request_duration_seconds histogram",
          "questcity_db_duration_seconds histogram",
          "questcity_db_errors_total counter",
          "questcity_ws_connections gauge",
          "questcity_ws_events_total counter",
          "questcity_pool_in_use gauge"}) {
        EXPECT_NE(text.find("# TYPE " + std::string(type) + '\n'), std::string::npos) << type;
    }
}

} // namespace
} // namespace qc::telemetry

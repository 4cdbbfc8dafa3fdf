// SPDX-License-Identifier: Apache-2.0
#include "core/unavailable.hpp"
#include "http/telemetry_log.hpp"
#include "support/fake_clock.hpp"
#include "telemetry/log.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::http {
namespace {

class Lines final : public telemetry::LogSink {
public:
    void write(std::string_view line) override { all.emplace_back(line); }

    std::vector<std::string> all;
};

Routes routes() {
    Routes table(2);
    table[0].spec.method = Method::post;
    table[0].spec.path = "/api/v1/auth/reset-password/{token}";
    table[0].spec.access = anyone();
    table[1].spec.path = "/health/live";
    table[1].spec.access = anyone();
    table[1].spec.priority = Priority::health;
    return table;
}

class TelemetryLogTest : public ::testing::Test {
protected:
    TelemetryLogTest() {
        request.method = Method::post;
        request.path = "/api/v1/auth/reset-password/s3cr3t";
        request.query = "token=s3cr3t&lang=ru";
        request.correlation_id = "req_1";
        request.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
        request.client_address = "192.0.2.1";
        request.route = &router.routes()[0];
        request.caller.emplace();
    }

    bool says(std::string_view text) const {
        return !lines.all.empty() && lines.all.back().find(text) != std::string::npos;
    }

    test::FakeClock clock;
    Lines lines;
    telemetry::Logging logging{{}, clock, lines};
    telemetry::Metrics metrics;
    Router router{routes()};
    TelemetryLog log{router, metrics};
    Request request;
    Response response;
};

TEST_F(TelemetryLogTest, WritesOneLineARequestWithoutSecrets) {
    response.status = 400;
    response.error_code = "INVALID_RESET_PASSWORD_TOKEN";
    log.answered({request, response, std::chrono::milliseconds{5}});
    ASSERT_EQ(lines.all.size(), 1U);
    EXPECT_TRUE(says("api_request"));
    EXPECT_TRUE(says("/api/v1/auth/reset-password/***"));
    EXPECT_TRUE(says("lang=ru"));
    EXPECT_TRUE(says("INVALID_RESET_PASSWORD_TOKEN"));
    EXPECT_TRUE(says("req_1"));
    EXPECT_TRUE(says("5000000"));
    EXPECT_TRUE(says("failure"));
    EXPECT_TRUE(says("00000000-0000-0000-0000-000000000000"));
    EXPECT_FALSE(says("s3cr3t"));
}

TEST_F(TelemetryLogTest, LeavesOutAQueryThatHoldsSecretsOnly) {
    request.query = "token=s3cr3t";
    log.answered({request, response, std::chrono::milliseconds{5}});
    ASSERT_EQ(lines.all.size(), 1U);
    EXPECT_FALSE(says("url.query"));
    EXPECT_FALSE(says("s3cr3t"));
}

TEST_F(TelemetryLogTest, CountsByRoute) {
    log.answered({request, response, std::chrono::milliseconds{5}});
    request.route = nullptr;
    request.query.clear();
    request.caller.reset();
    response.status = 404;
    response.error_code = "NOT_FOUND";
    log.answered({request, response, std::chrono::milliseconds{5}});
    auto const text = metrics.render();
    EXPECT_NE(text.find(R"(route="/api/v1/auth/reset-password/{token}")"), std::string::npos);
    EXPECT_NE(text.find(R"(route="unmatched")"), std::string::npos);
    EXPECT_NE(text.find(R"(code="NOT_FOUND")"), std::string::npos);
    EXPECT_TRUE(says("unmatched"));
}

TEST_F(TelemetryLogTest, FailuresSayTypeAndPlace) {
    log.failed(request, std::logic_error("what happened"));
    EXPECT_TRUE(says("std::logic_error"));
    EXPECT_TRUE(says("what happened"));
    EXPECT_TRUE(says("req_1"));
    EXPECT_TRUE(says("A request failed"));
    log.failed(request, Unavailable(service_unavailable, "x", std::chrono::seconds{1}));
    EXPECT_TRUE(says("A dependency is unavailable"));
}

TEST_F(TelemetryLogTest, HidesTokensAlsoWhereTheMethodDoesNotFit) {
    request.route = nullptr;
    request.method = Method::get;
    request.path += '/';
    response.status = 405;
    log.answered({request, response, std::chrono::milliseconds{5}});
    EXPECT_TRUE(says("/api/v1/auth/reset-password/***"));
    EXPECT_TRUE(says("unmatched"));
    EXPECT_FALSE(says("s3cr3t"));
}

TEST_F(TelemetryLogTest, ProbesAreQuietUntilTheyFail) {
    request.route = &router.routes()[1];
    request.path = "/health/live";
    log.answered({request, response, std::chrono::milliseconds{5}});
    EXPECT_TRUE(lines.all.empty());
    response.status = 503;
    log.answered({request, response, std::chrono::milliseconds{5}});
    EXPECT_TRUE(says(R"("log.level":"warning")"));
    response.status = 500;
    log.answered({request, response, std::chrono::milliseconds{5}});
    EXPECT_TRUE(says(R"("log.level":"error")"));
}

} // namespace
} // namespace qc::http

// SPDX-License-Identifier: Apache-2.0
#include "http/errors.hpp"
#include "http/tests/dispatcher_fixture.hpp"

#include <gtest/gtest.h>

namespace qc::http {
namespace {

using testing::DispatcherTest;
using testing::header;

class DispatchedAnswers : public DispatcherTest {};

TEST_F(DispatchedAnswers, AdmissionTellsTheBodyLimitOfTheRoute) {
    auto request = get("/login");
    request.method = Method::post;
    auto const admission = test::wait(dispatcher->admit(request));
    ASSERT_FALSE(admission.refusal);
    EXPECT_EQ(admission.body_limit_bytes, 1024U);
    EXPECT_EQ(admission.route->spec.path, "/login");
}

TEST_F(DispatchedAnswers, RefusalOfAHandlerIsRendered) {
    auto const response = answer(get("/refused"));
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.error_code, "INVALID_STATE");
    EXPECT_NE(response.body.find(*header(response, "X-Correlation-Id")), std::string::npos);
}

TEST_F(DispatchedAnswers, BugsAre500AndTellTheClientNothing) {
    auto const response = answer(get("/bug"));
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.error_code, "INTERNAL_SERVER_ERROR");
    EXPECT_EQ(response.body.find("secret"), std::string::npos);
    EXPECT_EQ(answer(get("/number")).status, 500);
    ASSERT_EQ(log.failures.size(), 2U);
    EXPECT_EQ(log.failures[0], "a secret of the inside");
}

TEST_F(DispatchedAnswers, LostDependenciesAre503) {
    auto const response = answer(get("/store"));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.error_code, "S3_SERVICE_UNAVAILABLE");
    EXPECT_EQ(header(response, "Retry-After"), "3");
    EXPECT_EQ(answer(get("/me", "down")).error_code, "DATABASE_UNAVAILABLE");
}

TEST_F(DispatchedAnswers, DeadlineEndsTheHandler) {
    auto const response = answer(get("/slow"));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.error_code, "SERVICE_UNAVAILABLE");
    EXPECT_TRUE(header(response, "Retry-After"));
}

TEST_F(DispatchedAnswers, ShedsOrdinaryWorkAndKeepsHealth) {
    std::vector<resilience::LoadShedder::Slot> busy;
    for (std::size_t i = 0; i < resilience::ShedOptions{}.max_in_flight; ++i)
        busy.push_back(*shedder.admit(resilience::Priority::health));
    auto const response = answer(get("/open"));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.error_code, "SERVICE_UNAVAILABLE");
    auto const wait = std::stoi(header(response, "Retry-After").value());
    EXPECT_GE(wait, 1);
    EXPECT_LE(wait, 5);
    EXPECT_EQ(answer(get("/health")).status, 200);
}

TEST_F(DispatchedAnswers, EveryAnswerHasTheCommonFields) {
    auto request = get("/open");
    request.over_tls = true;
    request.headers.add("X-Correlation-Id", "mine-12345");
    auto const response = answer(request);
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
    EXPECT_EQ(
        header(response, "Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'"
    );
    EXPECT_EQ(header(response, "X-Frame-Options"), "DENY");
    EXPECT_EQ(header(response, "Referrer-Policy"), "no-referrer");
    EXPECT_EQ(header(response, "Permissions-Policy"), "geolocation=(), camera=(), microphone=()");
    EXPECT_EQ(header(response, "Cross-Origin-Resource-Policy"), "same-site");
    EXPECT_EQ(header(response, "Server"), "questcity");
    EXPECT_EQ(header(response, "Strict-Transport-Security"), "max-age=63072000; includeSubDomains");
    EXPECT_EQ(header(response, "X-Correlation-Id"), "mine-12345");
    EXPECT_EQ(header(answer(get("/nothing")), "Strict-Transport-Security"), std::nullopt);
}

TEST_F(DispatchedAnswers, HandlersMayCache) {
    auto const response = answer(get("/picture"));
    EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST_F(DispatchedAnswers, FramingErrorsAreWholeAnswersAndClose) {
    auto const response = dispatcher->refuse(get("/open"), uri_too_long);
    EXPECT_EQ(response.status, 414);
    EXPECT_TRUE(response.close);
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_NE(response.body.find(*header(response, "X-Correlation-Id")), std::string::npos);
    EXPECT_EQ(log.answers.back(), "unmatched 414 URI_TOO_LONG");
}

TEST_F(DispatchedAnswers, MeasuresFromTheRequestLine) {
    auto request = get("/open");
    request.received_at = clock.steady();
    clock.advance(std::chrono::milliseconds{250});
    answer(request);
    EXPECT_EQ(log.durations.back(), std::chrono::milliseconds{250});
}

} // namespace
} // namespace qc::http

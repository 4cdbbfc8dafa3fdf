// SPDX-License-Identifier: Apache-2.0
#include "http/errors.hpp"
#include "http/tests/dispatcher_fixture.hpp"

#include <gtest/gtest.h>

namespace qc::http {
namespace {

using testing::DispatcherTest;
using testing::header;

TEST_F(DispatcherTest, UnknownPathIs404BeforeAnythingElse) {
    auto const response = answer(get("/nothing", "bad"));
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.error_code, "NOT_FOUND");
    EXPECT_EQ(authenticator.calls, 0);
    EXPECT_EQ(log.answers, (std::vector<std::string>{"unmatched 404 NOT_FOUND"}));
}

TEST_F(DispatcherTest, CancelledRequestsAreNoFailures) {
    auto const response = answer(get("/cancelled"));
    EXPECT_EQ(response.status, 503);
    EXPECT_TRUE(log.failures.empty());
    EXPECT_EQ(log.answers, (std::vector<std::string>{"/cancelled 503 SERVICE_UNAVAILABLE"}));
}

TEST_F(DispatcherTest, OtherMethodIs405WithAllow) {
    auto request = get("/login");
    auto const response = answer(request);
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(header(response, "Allow"), "POST, OPTIONS");
}

TEST_F(DispatcherTest, OptionsIsAnsweredWithoutARoute) {
    auto request = get("/open");
    request.method = Method::options;
    request.headers.add("Origin", "https://quest.example");
    request.headers.add("Access-Control-Request-Method", "GET");
    auto const response = answer(request);
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "https://quest.example");
    EXPECT_TRUE(header(response, "Access-Control-Allow-Methods"));
    EXPECT_EQ(header(response, "Vary"), "Origin");
}

TEST_F(DispatcherTest, HeadRunsTheHandlerOfGet) {
    auto request = get("/open");
    request.method = Method::head;
    auto const response = answer(request);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "unknown");
}

TEST_F(DispatcherTest, PublicRoutesIgnoreTheToken) {
    auto const response = answer(get("/open", "bad"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "unknown");
    EXPECT_EQ(authenticator.calls, 0);
}

TEST_F(DispatcherTest, RoutesThatReadTheTokenTakeAnInvalidOneForNone) {
    EXPECT_EQ(answer(get("/health", "player")).body, "known");
    for (auto const* token : {"bad", "locked", "down", ""}) {
        auto const response = answer(get("/health", token));
        EXPECT_EQ(response.status, 200) << token;
        EXPECT_EQ(response.body, "unknown") << token;
    }
}

TEST_F(DispatcherTest, SignedInRoutesWantAToken) {
    auto const missing = answer(get("/me"));
    EXPECT_EQ(missing.status, 401);
    EXPECT_EQ(missing.error_code, "ACCESS_TOKEN_REQUIRED");
    EXPECT_EQ(header(missing, "WWW-Authenticate"), "Bearer");
    EXPECT_EQ(answer(get("/me", "bad")).error_code, "INVALID_ACCESS_TOKEN");
    EXPECT_EQ(answer(get("/me", "player")).body, "known");
}

TEST_F(DispatcherTest, LockedCallersAreRefusedBeforeTheirPermissions) {
    auto const response = answer(get("/users/1", "locked"));
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(response.error_code, "INACTIVE_USER");
}

TEST_F(DispatcherTest, MissingPermissionIsNamed) {
    auto const response = answer(get("/users/1", "player"));
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(response.error_code, "PERMISSION_DENIED");
    EXPECT_NE(response.body.find(R"("details":{"permission":"view_users"})"), std::string::npos);
    EXPECT_EQ(answer(get("/users/1", "staff")).body, "1");
}

TEST_F(DispatcherTest, VerifiedRoutesRefuseUnprovenAddresses) {
    EXPECT_EQ(answer(get("/files", "player")).status, 200);
    authenticator.callers["player"].is_verified = false;
    EXPECT_EQ(answer(get("/files", "player")).error_code, "PERMISSION_DENIED");
}

TEST_F(DispatcherTest, ATicketIsForTheHandlerAndATokenIsCheckedAsEverywhere) {
    EXPECT_EQ(answer(get("/events")).body, "unknown");
    EXPECT_EQ(answer(get("/events", "bad")).error_code, "INVALID_ACCESS_TOKEN");
    EXPECT_EQ(answer(get("/events", "player")).error_code, "PERMISSION_DENIED");
    EXPECT_EQ(trail.kept, (std::vector<std::string>{"refused GET /events PERMISSION_DENIED"}));
    EXPECT_EQ(answer(get("/events", "staff")).body, "known");
    EXPECT_EQ(answer(get("/events")).status, 200);
    EXPECT_EQ(answer(get("/events")).status, 429) << "as many as without a token";
}

TEST_F(DispatcherTest, UserLimitComesBeforeThePermission) {
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(answer(get("/users/1", "player")).status, 403);
    auto const response = answer(get("/users/1", "player"));
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.error_code, "TOO_MANY_REQUESTS");
    EXPECT_EQ(header(response, "Retry-After"), "1");
    EXPECT_EQ(header(response, "RateLimit-Policy"), R"("user";q=60;w=60)");
    EXPECT_EQ(answer(get("/me/unlimited", "player")).status, 200);
}

TEST_F(DispatcherTest, AddressLimitCountsAnonymousAndInvalidRequests) {
    EXPECT_EQ(header(answer(get("/open")), "RateLimit"), R"("anonymous";r=2;t=1)");
    EXPECT_EQ(answer(get("/me", "bad")).status, 401);
    EXPECT_EQ(answer(get("/me")).status, 401);
    EXPECT_EQ(answer(get("/me")).status, 429);
    EXPECT_EQ(answer(get("/me", "bad")).status, 429);
    EXPECT_EQ(answer(get("/open")).status, 429);
    EXPECT_EQ(answer(get("/me", "player")).status, 200);
    EXPECT_EQ(answer(get("/health")).status, 200);
}

TEST_F(DispatcherTest, ThrottledSignInsAreToldToTheAuditTrail) {
    auto sign_in = get("/login");
    sign_in.method = Method::post;
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(answer(sign_in).status, 200);
    EXPECT_TRUE(trail.kept.empty());
    EXPECT_EQ(answer(sign_in).status, 429) << "the general bucket of the address";
    EXPECT_EQ(answer(get("/open")).status, 429);
    EXPECT_EQ(trail.kept, (std::vector<std::string>{"throttled POST /login"}));
    for (int i = 0; i < 60; ++i)
        answer(sign_in);
    EXPECT_EQ(header(answer(sign_in), "RateLimit-Policy"), R"("login";q=60;w=60)");
    EXPECT_EQ(trail.kept.size(), 62U);
}

TEST_F(DispatcherTest, UpgradesCountLikeRequestsWithoutToken) {
    auto const first = test::wait(dispatcher->admit_upgrade(get("/ws", "player")));
    EXPECT_FALSE(first.refusal);
    EXPECT_FALSE(first.request.correlation_id.empty());
    EXPECT_EQ(first.limit_headers.front().first, "RateLimit-Policy");
    EXPECT_EQ(answer(get("/open")).status, 200);
    EXPECT_EQ(answer(get("/open")).status, 200);
    auto const refused = test::wait(dispatcher->admit_upgrade(get("/ws")));
    ASSERT_TRUE(refused.refusal);
    EXPECT_EQ(refused.refusal->status, 429);
    EXPECT_NE(header(*refused.refusal, "Retry-After"), "");
    EXPECT_EQ(header(*refused.refusal, "RateLimit"), R"("anonymous";r=0;t=3)");
    clock.advance(std::chrono::seconds{1});
    EXPECT_FALSE(test::wait(dispatcher->admit_upgrade(get("/ws"))).refusal);
}

TEST_F(DispatcherTest, UpgradesAreCountedUnderTheRouteOfTheirPath) {
    auto const known = test::wait(dispatcher->admit_upgrade(get("/open")));
    Response answer;
    answer.status = 101;
    EXPECT_EQ(dispatcher->finish(known.request, answer).status, 101);
    auto const unknown = test::wait(dispatcher->admit_upgrade(get("/nowhere")));
    EXPECT_EQ(dispatcher->finish(unknown.request, answer).status, 101);
    EXPECT_EQ(log.answers, (std::vector<std::string>{"/open 101 ", "unmatched 101 "}));
}

TEST_F(DispatcherTest, ShedsUpgradesLikeReads) {
    std::vector<resilience::LoadShedder::Slot> busy;
    while (auto slot = shedder.admit(resilience::Priority::read))
        busy.push_back(*std::move(slot));
    auto const refused = test::wait(dispatcher->admit_upgrade(get("/ws")));
    ASSERT_TRUE(refused.refusal);
    EXPECT_EQ(refused.refusal->status, 503);
    EXPECT_NE(header(*refused.refusal, "Retry-After"), "");
}

} // namespace
} // namespace qc::http

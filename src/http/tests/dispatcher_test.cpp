// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "http/dispatcher_factory.hpp"
#include "http/errors.hpp"
#include "http/tests/fakes.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::http {
namespace {

using access::Permission;
using testing::FakeIdempotencyKeys;
using testing::FakeRequestLog;
using testing::FakeTransactions;
using testing::header;

/// Tokens are names of callers.
class FakeAuthenticator final : public Authenticator {
public:
    [[nodiscard]] Task<Result<access::Caller>> authenticate(std::string_view token) override {
        ++calls;
        if (token == "down")
            throw Unavailable(database_unavailable, "gone", std::chrono::seconds{2});
        auto const found = callers.find(std::string(token));
        if (found == callers.end()) co_return access::invalid_access_token;
        co_return found->second;
    }

    std::map<std::string, access::Caller> callers;
    int calls = 0;
};

Response said(std::string text) {
    Response response;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Task<Result<Response>> say_caller(Request const& request, RouteContext&) {
    co_return said(request.caller ? "known" : "unknown");
}

Task<Result<Response>> say_parameter(Request const& request, RouteContext&) {
    co_return said(request.path_parameters.at(0).second);
}

Task<Result<Response>> throw_bug(Request const&, RouteContext&) {
    throw std::logic_error("a secret of the inside");
    co_return said("never");
}

Task<Result<Response>> throw_number(Request const&, RouteContext&) {
    throw 7;
    co_return said("never");
}

Task<Result<Response>> be_cancelled(Request const&, RouteContext&) {
    throw boost::system::system_error(boost::asio::error::operation_aborted);
    co_return said("never");
}

Task<Result<Response>> throw_unavailable(Request const&, RouteContext&) {
    throw Unavailable(s3_service_unavailable, "refused", std::chrono::seconds{3});
    co_return said("never");
}

Task<Result<Response>> refuse_quest(Request const&, RouteContext&) {
    static constexpr ErrorCode code{
        ErrorKind::conflict, "INVALID_STATE", "The operation is not allowed in the current state."
    };
    co_return code;
}

Task<Result<Response>> never_end(Request const&, RouteContext&) {
    auto const executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, boost::asio::steady_timer::time_point::max());
    co_await timer.async_wait(boost::asio::use_awaitable);
    co_return said("never");
}

Task<Result<Response>> cache_for_long(Request const&, RouteContext&) {
    auto response = said("picture");
    response.headers.emplace_back("cache-control", "public, max-age=31536000, immutable");
    co_return response;
}

Route route(std::string path, Access access, Handler handler) {
    Route made;
    made.spec.path = std::move(path);
    made.spec.access = std::move(access);
    made.handler = std::move(handler);
    return made;
}

Routes test_routes() {
    Routes routes;
    routes.push_back(route("/open", anyone(), say_caller));
    routes.push_back(route("/health", anyone(), say_caller));
    routes.back().spec.rate = RateClass::unlimited;
    routes.back().spec.reads_token = true;
    routes.back().spec.priority = Priority::health;
    routes.push_back(route("/login", anyone(), say_caller));
    routes.back().spec.method = Method::post;
    routes.back().spec.rate = RateClass::login;
    routes.back().spec.body_limit_bytes = 1024;
    routes.push_back(route("/me", signed_in(), say_caller));
    routes.push_back(route("/me/unlimited", signed_in(), say_caller));
    routes.back().spec.rate = RateClass::unlimited;
    routes.push_back(route("/users/{id}", may(Permission::view_users), say_parameter));
    routes.push_back(route("/files", verified(), say_caller));
    routes.push_back(route("/bug", anyone(), throw_bug));
    routes.push_back(route("/number", anyone(), throw_number));
    routes.push_back(route("/store", anyone(), throw_unavailable));
    routes.push_back(route("/cancelled", anyone(), be_cancelled));
    routes.push_back(route("/refused", anyone(), refuse_quest));
    routes.push_back(route("/slow", anyone(), never_end));
    routes.back().spec.deadline = std::chrono::milliseconds{20};
    routes.push_back(route("/picture", anyone(), cache_for_long));
    return routes;
}

CorsSettings cors_settings() {
    CorsSettings settings;
    settings.origins = {"https://quest.example"};
    return settings;
}

Limits small_limits() {
    Limits limits;
    limits.anonymous = {60, std::chrono::seconds{60}, 3};
    limits.user = {60, std::chrono::seconds{60}, 3};
    return limits;
}

access::Caller player() {
    access::Caller caller;
    caller.permissions = access::granted(0, false, false);
    return caller;
}

class DispatcherTest : public ::testing::Test {
protected:
    DispatcherTest() {
        authenticator.callers["player"] = player();
        auto& locked = authenticator.callers["locked"] = player();
        locked.is_active = false;
        auto& staff = authenticator.callers["staff"] = player();
        staff.role = 1;
        staff.permissions = access::granted(1, false, false);
    }

    static Request get(std::string path, std::string token = {}) {
        Request request;
        request.path = std::move(path);
        request.client_address = "192.0.2.1";
        if (!token.empty()) request.headers.add("Authorization", "Bearer " + token);
        return request;
    }

    /// What the server does with a request whose body is complete.
    Task<Response> serve(Request request) {
        auto admission = co_await dispatcher->admit(std::move(request));
        if (admission.refusal)
            co_return dispatcher->finish(admission.request, *std::move(admission.refusal));
        co_return co_await dispatcher->handle(std::move(admission));
    }

    Response answer(Request request) { return test::wait(serve(std::move(request))); }

    FakeAuthenticator authenticator;
    FakeTransactions transactions;
    FakeIdempotencyKeys keys;
    FakeRequestLog log;
    test::FakeClock clock;
    test::SequenceRandom random;
    Router router{test_routes()};
    Cors cors{cors_settings()};
    resilience::RateLimiter limiter{clock};
    resilience::LocalRateLimits limits{limiter};
    RateGate rates{small_limits(), limits};
    RouteContext context{transactions, keys, clock};
    resilience::LoadShedder shedder{{}, clock, random};
    std::unique_ptr<Dispatcher> dispatcher =
        make_dispatcher({router, cors, log}, {authenticator, context, rates, random, shedder});
};

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

TEST_F(DispatcherTest, AdmissionTellsTheBodyLimitOfTheRoute) {
    auto request = get("/login");
    request.method = Method::post;
    auto const admission = test::wait(dispatcher->admit(request));
    ASSERT_FALSE(admission.refusal);
    EXPECT_EQ(admission.body_limit_bytes, 1024U);
    EXPECT_EQ(admission.route->spec.path, "/login");
}

TEST_F(DispatcherTest, RefusalOfAHandlerIsRendered) {
    auto const response = answer(get("/refused"));
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.error_code, "INVALID_STATE");
    EXPECT_NE(response.body.find(*header(response, "X-Correlation-Id")), std::string::npos);
}

TEST_F(DispatcherTest, BugsAre500AndTellTheClientNothing) {
    auto const response = answer(get("/bug"));
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.error_code, "INTERNAL_SERVER_ERROR");
    EXPECT_EQ(response.body.find("secret"), std::string::npos);
    EXPECT_EQ(answer(get("/number")).status, 500);
    ASSERT_EQ(log.failures.size(), 2U);
    EXPECT_EQ(log.failures[0], "a secret of the inside");
}

TEST_F(DispatcherTest, LostDependenciesAre503) {
    auto const response = answer(get("/store"));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.error_code, "S3_SERVICE_UNAVAILABLE");
    EXPECT_EQ(header(response, "Retry-After"), "3");
    EXPECT_EQ(answer(get("/me", "down")).error_code, "DATABASE_UNAVAILABLE");
}

TEST_F(DispatcherTest, DeadlineEndsTheHandler) {
    auto const response = answer(get("/slow"));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.error_code, "SERVICE_UNAVAILABLE");
    EXPECT_TRUE(header(response, "Retry-After"));
}

TEST_F(DispatcherTest, ShedsOrdinaryWorkAndKeepsHealth) {
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

TEST_F(DispatcherTest, EveryAnswerHasTheCommonFields) {
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

TEST_F(DispatcherTest, HandlersMayCache) {
    auto const response = answer(get("/picture"));
    EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST_F(DispatcherTest, FramingErrorsAreWholeAnswersAndClose) {
    auto const response = dispatcher->refuse(get("/open"), uri_too_long);
    EXPECT_EQ(response.status, 414);
    EXPECT_TRUE(response.close);
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_NE(response.body.find(*header(response, "X-Correlation-Id")), std::string::npos);
    EXPECT_EQ(log.answers.back(), "unmatched 414 URI_TOO_LONG");
}

TEST_F(DispatcherTest, MeasuresFromTheRequestLine) {
    auto request = get("/open");
    request.received_at = clock.steady();
    clock.advance(std::chrono::milliseconds{250});
    answer(request);
    EXPECT_EQ(log.durations.back(), std::chrono::milliseconds{250});
}

} // namespace
} // namespace qc::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/errors.hpp"
#include "http/dispatcher_factory.hpp"
#include "http/tests/fakes.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

namespace qc::http::testing {

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

/// One route for every way a handler can end.
[[nodiscard]] Routes dispatched_routes();

[[nodiscard]] CorsSettings cors_settings();

/// Three requests at once for anonymous and signed-in callers.
[[nodiscard]] Limits small_limits();

[[nodiscard]] access::Caller player();

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
    Router router{dispatched_routes()};
    Cors cors{cors_settings()};
    resilience::RateLimiter limiter{clock};
    resilience::LocalRateLimits limits{limiter};
    RateGate rates{small_limits(), limits};
    RouteContext context{transactions, keys, clock};
    resilience::LoadShedder shedder{{}, clock, random};
    FakeAuditTrail trail;
    std::unique_ptr<Dispatcher> dispatcher = make_dispatcher(
        {router, cors, log}, {authenticator, context, rates, random, shedder, trail}
    );
};

} // namespace qc::http::testing

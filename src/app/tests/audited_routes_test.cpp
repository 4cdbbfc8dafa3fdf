// SPDX-License-Identifier: Apache-2.0
#include "app/commands/offline_graph.hpp"
#include "http/dispatcher_factory.hpp"
#include "http/tests/fakes.hpp"
#include "pg/rows.hpp"
#include "support/database_test.hpp"

#include <algorithm>
#include <set>

namespace qc::app {
namespace {

using namespace std::chrono_literals;

class OneCaller final : public http::Authenticator {
public:
    [[nodiscard]] Task<Result<access::Caller>> authenticate(std::string_view) override {
        co_return caller;
    }

    access::Caller caller;
};

/// The routes that the server has, with handlers that only succeed: what is kept of a request does
/// not depend on what its handler does.
http::Routes succeeding_routes() {
    OfflineGraph graph;
    auto routes = graph.modules().routes();
    for (auto& route : routes) {
        route.handler = [](http::Request const&,
                           http::RouteContext&) -> Task<Result<http::Response>> {
            http::Response done;
            done.status = 204;
            co_return done;
        };
    }
    return routes;
}

std::string path_of(http::Route const& route) {
    std::string path;
    bool in_braces = false;
    for (char const letter : route.spec.path) {
        if (letter == '{') path += '1';
        in_braces = (in_braces || letter == '{') && letter != '}';
        if (!in_braces && letter != '}') path += letter;
    }
    return path;
}

std::string name_of(http::RouteSpec const& spec) {
    return std::string(http::method_name(spec.method)) + " " + spec.path;
}

http::Limits wide_limits() {
    http::Limits limits;
    limits.user = limits.staff = {1'000'000, 60s, 1'000'000};
    return limits;
}

class AuditedRoutes : public test::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (!IsSkipped())
            audit.emplace(audit::AuditServices{context.get_executor(), *database, clock});
    }

    void be(access::Role role) {
        auto const number = static_cast<std::int16_t>(role);
        authenticator.caller.role = number;
        authenticator.caller.permissions = access::granted(number, false, false);
    }

    Task<int> call(http::Dispatcher& dispatcher, http::Route const& route) {
        http::Request head;
        head.method = route.spec.method;
        head.path = path_of(route);
        head.headers.add("Authorization", "Bearer token");
        auto admission = co_await dispatcher.admit(std::move(head));
        http::Response answer;
        if (admission.refusal)
            answer = dispatcher.finish(admission.request, *std::move(admission.refusal));
        else
            answer = co_await dispatcher.handle(std::move(admission));
        co_return answer.status;
    }

    /// Calls every route once as the caller; names of those that answered with the status.
    std::multiset<std::string> call_all(int status) {
        http::Router const router(succeeding_routes());
        auto const dispatcher = http::make_dispatcher(
            {router, cors, log},
            {authenticator, route_context, rates, random, shedder, audit->trail()}
        );
        std::multiset<std::string> names;
        for (auto const& route : router.routes()) {
            if (run(call(*dispatcher, route)) == status) names.insert(name_of(route.spec));
        }
        run(audit->settle(10s));
        return names;
    }

    std::multiset<std::string> kept(std::string const& what) {
        auto const rows =
            pg::rows_as<std::string>(storage->session().run("select " + what + " from audit_log"));
        return {rows.begin(), rows.end()};
    }

    OneCaller authenticator;
    http::testing::FakeTransactions transactions;
    http::testing::FakeIdempotencyKeys keys;
    http::testing::FakeRequestLog log;
    http::Cors cors{http::CorsSettings{}};
    resilience::RateLimiter limiter{clock};
    resilience::LocalRateLimits limits{limiter};
    http::RateGate rates{wide_limits(), limits};
    http::RouteContext route_context{transactions, keys, clock};
    resilience::LoadShedder shedder{{}, clock, random};
    std::optional<audit::AuditModule> audit;
};

bool is_privileged_write(http::RouteSpec const& spec) {
    auto const ordinary = access::granted(0, false, false);
    bool const reads = spec.method == http::Method::get || spec.method == http::Method::head;
    return !reads && std::ranges::any_of(spec.access.permissions, [&](auto permission) {
        return !access::has(ordinary, permission);
    });
}

TEST_F(AuditedRoutes, LeaveARowForEveryPrivilegedWrite) {
    std::multiset<std::string> expected;
    for (auto const& route : succeeding_routes()) {
        auto const& spec = route.spec;
        if (is_privileged_write(spec)) expected.insert(spec.act.empty() ? name_of(spec) : spec.act);
    }
    ASSERT_GT(expected.size(), 10u);
    be(access::Role::admin);
    call_all(204);
    EXPECT_EQ(kept("action"), expected);
}

TEST_F(AuditedRoutes, LeaveARowForEveryRefusalOfAUser) {
    be(access::Role::user);
    auto const refused = call_all(403);
    ASSERT_GT(refused.size(), 10u);
    EXPECT_EQ(kept("data->>'route'"), refused);
}

} // namespace
} // namespace qc::app

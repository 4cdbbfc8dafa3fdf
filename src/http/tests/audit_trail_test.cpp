// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "http/dispatcher_factory.hpp"
#include "http/endpoint.hpp"
#include "http/tests/fakes.hpp"

#include <gtest/gtest.h>

namespace qc::http {
namespace {

using testing::FakeAuditTrail;
using testing::FakeIdempotencyKeys;
using testing::FakeRequestLog;
using testing::FakeTransactions;
using Kept = std::vector<std::string>;

/// Everybody is the caller of the test.
class OneCaller final : public Authenticator {
public:
    [[nodiscard]] Task<Result<access::Caller>> authenticate(std::string_view) override {
        co_return caller;
    }

    access::Caller caller;
};

constexpr ErrorCode not_yours{ErrorKind::forbidden, "ROLE_ESCALATION", "Not allowed."};

RouteSpec spec_of(Method method, std::string path, Access access) {
    RouteSpec spec{method, std::move(path), "Test", "test", std::move(access)};
    spec.success = 204;
    return spec;
}

RouteSpec lock_spec(std::string path, Method method = Method::post) {
    return spec_of(method, std::move(path), may(access::Permission::lock_users));
}

Route write(RouteSpec spec) {
    return write_route<Nothing>(
        std::move(spec),
        [](Call<> const&, Transaction&) -> Task<Result<Nothing>> { co_return nothing; }
    );
}

Route plain(RouteSpec spec) {
    return plain_route<Nothing>(std::move(spec), [](Call<> const&) -> Task<Result<Nothing>> {
        co_return nothing;
    });
}

Route with_own_transaction(FakeTransactions& transactions, bool commits) {
    return plain_route<Nothing>(
        lock_spec("/own"),
        [&transactions, commits](Call<> const& call) -> Task<Result<Nothing>> {
            auto const transaction = co_await transactions.begin();
            co_await call.record(*transaction);
            if (commits) co_await transaction->commit();
            co_return nothing;
        }
    );
}

class AuditTrailTest : public ::testing::Test {
protected:
    /// The answer of a signed-in caller to one request of one route.
    Response call(Route route, std::string path, Headers headers = {}) {
        Request request;
        request.method = route.spec.method;
        request.path = std::move(path);
        request.headers = std::move(headers);
        request.headers.add("Authorization", "Bearer token");
        Routes routes;
        routes.push_back(std::move(route));
        Router const router(std::move(routes));
        auto const dispatcher = make_dispatcher(
            {router, cors, log}, {authenticator, context, rates, random, shedder, trail}
        );
        return test::wait(serve(*dispatcher, std::move(request)));
    }

    static Task<Response> serve(Dispatcher& dispatcher, Request request) {
        auto admission = co_await dispatcher.admit(std::move(request));
        if (admission.refusal)
            co_return dispatcher.finish(admission.request, *std::move(admission.refusal));
        co_return co_await dispatcher.handle(std::move(admission));
    }

    void be(access::Role role) {
        auto const number = static_cast<std::int16_t>(role);
        authenticator.caller.permissions = access::granted(number, false, false);
    }

    void SetUp() override { be(access::Role::admin); }

    OneCaller authenticator;
    FakeTransactions transactions;
    FakeIdempotencyKeys keys;
    FakeRequestLog log;
    FakeAuditTrail trail;
    test::FakeClock clock;
    test::SequenceRandom random;
    Cors cors{CorsSettings{}};
    resilience::RateLimiter limiter{clock};
    resilience::LocalRateLimits limits{limiter};
    RateGate rates{Limits{}, limits};
    RouteContext context{transactions, keys, clock};
    resilience::LoadShedder shedder{{}, clock, random};
};

TEST_F(AuditTrailTest, KeepsAWriteInItsTransaction) {
    EXPECT_EQ(call(write(lock_spec("/lock")), "/lock").status, 204);
    EXPECT_EQ(trail.kept, Kept{"recorded POST /lock"});
}

TEST_F(AuditTrailTest, KeepsItAgainWhenTheTransactionIsRepeated) {
    transactions.commits_to_refuse = 1;
    EXPECT_EQ(call(write(lock_spec("/lock")), "/lock").status, 204);
    EXPECT_EQ(trail.kept, (Kept{"recorded POST /lock", "recorded POST /lock"}));
}

TEST_F(AuditTrailTest, KeepsARepeatedKeyOnce) {
    auto spec = lock_spec("/lock");
    spec.idempotent = true;
    Headers headers;
    headers.add("Idempotency-Key", "key-00000001");
    EXPECT_EQ(call(write(spec), "/lock", headers).status, 204);
    EXPECT_EQ(call(write(spec), "/lock", headers).status, 204);
    EXPECT_EQ(trail.kept, Kept{"recorded POST /lock"});
}

TEST_F(AuditTrailTest, NotesAWriteWithoutTransaction) {
    EXPECT_EQ(call(plain(lock_spec("/reset")), "/reset").status, 204);
    EXPECT_EQ(trail.kept, Kept{"noted POST /reset"});
}

TEST_F(AuditTrailTest, LetsAPlainHandlerRecordInItsOwnTransaction) {
    EXPECT_EQ(call(with_own_transaction(transactions, true), "/own").status, 204);
    EXPECT_EQ(trail.kept, Kept{"recorded POST /own"});
}

TEST_F(AuditTrailTest, NotesWhatAPlainHandlerRecordedInVain) {
    EXPECT_EQ(call(with_own_transaction(transactions, false), "/own").status, 204);
    EXPECT_EQ(trail.kept, (Kept{"recorded POST /own", "noted POST /own"}));
}

TEST_F(AuditTrailTest, KeepsNothingOfReadsAndOfRightsThatEverybodyHas) {
    call(plain(lock_spec("/locks", Method::get)), "/locks");
    call(write(spec_of(Method::patch, "/me", may(access::Permission::edit_own_profile))), "/me");
    call(write(spec_of(Method::post, "/files", verified())), "/files");
    EXPECT_TRUE(trail.kept.empty());
}

TEST_F(AuditTrailTest, AsksTheRightsOfTheCallerWhereARouteListsSeveral) {
    auto const remove = [] {
        return write(spec_of(
            Method::delete_,
            "/review",
            may_any({access::Permission::write_reviews, access::Permission::moderate_reviews})
        ));
    };
    be(access::Role::user);
    EXPECT_EQ(call(remove(), "/review").status, 204);
    EXPECT_TRUE(trail.kept.empty());
    be(access::Role::manager);
    EXPECT_EQ(call(remove(), "/review").status, 204);
    EXPECT_EQ(trail.kept, Kept{"recorded DELETE /review"});
}

TEST_F(AuditTrailTest, NotesRefusalsOfSignedInCallers) {
    be(access::Role::user);
    EXPECT_EQ(call(write(lock_spec("/lock")), "/lock").status, 403);
    EXPECT_EQ(trail.kept, Kept{"refused POST /lock PERMISSION_DENIED"});
    EXPECT_TRUE(transactions.events.empty());
}

TEST_F(AuditTrailTest, NotesRefusalsByTheRulesOfTheHandler) {
    auto refusing = write_route<Nothing>(
        lock_spec("/lock"),
        [](Call<> const&, Transaction&) -> Task<Result<Nothing>> { co_return not_yours; }
    );
    EXPECT_EQ(call(std::move(refusing), "/lock").status, 403);
    EXPECT_EQ(trail.kept, Kept{"refused POST /lock ROLE_ESCALATION"});
}

TEST_F(AuditTrailTest, KeepsNothingOfAFailure) {
    auto failing =
        plain_route<Nothing>(lock_spec("/lock"), [](Call<> const&) -> Task<Result<Nothing>> {
            throw std::logic_error("broken");
            co_return nothing;
        });
    EXPECT_EQ(call(std::move(failing), "/lock").status, 500);
    EXPECT_TRUE(trail.kept.empty());
}

} // namespace
} // namespace qc::http

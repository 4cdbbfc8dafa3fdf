// SPDX-License-Identifier: Apache-2.0
#include "http/errors.hpp"
#include "http/rate_gate.hpp"
#include "http/tests/fakes.hpp"
#include "support/wait.hpp"

#include <gtest/gtest.h>

namespace qc::http {
namespace {

using std::chrono::seconds;

Limits small_limits() {
    Limits limits;
    limits.anonymous = {60, seconds{60}, 2};
    limits.user = {60, seconds{60}, 2};
    limits.staff = {60, seconds{60}, 3};
    limits.login = {60, seconds{60}, 1};
    limits.money = {10, seconds{60}, 1};
    return limits;
}

class RateGateTest : public ::testing::Test {
protected:
    static Request from(std::string address) {
        Request request;
        request.client_address = std::move(address);
        return request;
    }

    static access::Caller user(std::int16_t role) {
        access::Caller caller;
        caller.role = role;
        return caller;
    }

    test::FakeClock clock;
    resilience::RateLimiter limiter{clock};
    resilience::LocalRateLimits limits{limiter};
    RateGate gate{small_limits(), limits};
    RateFields fields;
};

TEST_F(RateGateTest, RefusesAnAddressThatAsksTooOften) {
    auto const request = from("192.0.2.1");
    EXPECT_TRUE(test::wait(gate.charge_anonymous(request, fields)));
    EXPECT_TRUE(test::wait(gate.charge_anonymous(request, fields)));
    auto const refused = test::wait(gate.charge_anonymous(request, fields));
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(too_many_requests));
    EXPECT_EQ(refused.error().retry_after, seconds{1});
    EXPECT_TRUE(test::wait(gate.charge_anonymous(from("192.0.2.2"), fields)));
    clock.advance(seconds{1});
    EXPECT_TRUE(test::wait(gate.charge_anonymous(request, fields)));
}

TEST_F(RateGateTest, ClassesOfAddressesCountSeparately) {
    auto const request = from("192.0.2.1");
    EXPECT_TRUE(test::wait(gate.charge_address_class(RateClass::login, request, fields)));
    EXPECT_FALSE(test::wait(gate.charge_address_class(RateClass::login, request, fields)));
    EXPECT_TRUE(test::wait(gate.charge_address_class(RateClass::code_check, request, fields)));
    EXPECT_TRUE(test::wait(gate.charge_address_class(RateClass::registration, request, fields)));
    EXPECT_TRUE(test::wait(gate.charge_address_class(RateClass::mail, request, fields)));
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(test::wait(gate.charge_address_class(RateClass::money, request, fields)));
}

TEST_F(RateGateTest, TheAnonymousDrawFromTheBucketOfTheRouteFirst) {
    auto const request = from("192.0.2.1");
    EXPECT_TRUE(test::wait(gate.charge_anonymous(RateClass::login, request, fields)));
    EXPECT_EQ(fields.policy, R"("login";q=60;w=60, "anonymous";q=60;w=60)");
    EXPECT_FALSE(test::wait(gate.charge_anonymous(RateClass::login, request, fields)));
    EXPECT_TRUE(test::wait(gate.charge_anonymous(RateClass::general, request, fields)))
        << "what the first bucket refuses costs nothing of the second";
    EXPECT_FALSE(test::wait(gate.charge_anonymous(RateClass::money, request, fields)));
}

TEST_F(RateGateTest, UsersDrawFromTheirOwnBucketAndThatOfTheRoute) {
    auto const player = user(0);
    EXPECT_TRUE(test::wait(gate.charge_user(RateClass::money, player, fields)));
    EXPECT_FALSE(test::wait(gate.charge_user(RateClass::money, player, fields)));
    EXPECT_FALSE(test::wait(gate.charge_user(RateClass::general, player, fields)));
}

TEST_F(RateGateTest, StaffHaveMore) {
    auto const manager = user(1);
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(test::wait(gate.charge_user(RateClass::general, manager, fields)));
    EXPECT_FALSE(test::wait(gate.charge_user(RateClass::general, manager, fields)));
}

TEST_F(RateGateTest, FieldsNameEveryBucket) {
    EXPECT_TRUE(test::wait(gate.charge_user(RateClass::money, user(0), fields)));
    Fields headers;
    fields.append_to(headers);
    Fields const expected{
        {"RateLimit-Policy", R"("user";q=60;w=60, "money";q=10;w=60)"},
        {"RateLimit", R"("user";r=1;t=1, "money";r=0;t=6)"}
    };
    EXPECT_EQ(headers, expected);
    Fields none;
    RateFields{}.append_to(none);
    EXPECT_TRUE(none.empty());
}

TEST(AddressKey, CountsIpv6ByItsNetwork) {
    EXPECT_EQ(address_key("2001:db8:1:2:3:4:5:6"), address_key("2001:db8:1:2::9"));
    EXPECT_NE(address_key("2001:db8:1:2::9"), address_key("2001:db8:1:3::9"));
    EXPECT_EQ(address_key("::ffff:192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(address_key("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(address_key("unix"), "unix");
}

} // namespace
} // namespace qc::http

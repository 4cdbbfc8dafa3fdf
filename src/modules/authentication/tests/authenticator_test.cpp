// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "authentication_tests/fixture.hpp"

namespace qc::authentication {
namespace {

using access::Permission;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class AuthenticatorTest : public AuthenticationTest {
protected:
    void SetUp() override {
        AuthenticationTest::SetUp();
        if (IsSkipped()) return;
        start();
        user_ = add_user("ann");
        tokens_ = log_in("ann");
    }

    Result<access::Caller> authenticate(std::string const& token) {
        return api().run(module().authenticator().authenticate(token));
    }

    UserId user_;
    test::ApiAnswer tokens_;
};

TEST_F(AuthenticatorTest, KnowsTheCallerOfAToken) {
    auto const caller = caller_of(tokens_);
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->user, user_);
    EXPECT_EQ(caller->session.text(), text_at(tokens_, "/sessionId"));
    EXPECT_EQ(caller->permissions, access::granted(0, false, false));
}

TEST_F(AuthenticatorTest, KnowsWithoutWaitingWhomItHasSeen) {
    auto& authenticator = module().authenticator();
    auto const token = text_at(tokens_, "/accessToken");
    authenticator.invalidate_all();
    EXPECT_FALSE(authenticator.known(token));
    EXPECT_TRUE(authenticate(token));
    ASSERT_TRUE(authenticator.known(token));
    EXPECT_EQ((*authenticator.known(token))->user, user_);
    EXPECT_TRUE(authenticator.known("a.b.c")->error().is(access::invalid_access_token));
    authenticator.invalidate(user_);
    EXPECT_FALSE(authenticator.known(token));
}

TEST_F(AuthenticatorTest, RefusesWhatIsNoToken) {
    for (auto const* const token : {"", "null", "a.b.c"})
        EXPECT_TRUE(authenticate(token).error().is(access::invalid_access_token)) << token;
}

TEST_F(AuthenticatorTest, RefusesExpiredTokens) {
    api().clock().advance(minutes{30} + seconds{31});
    EXPECT_TRUE(caller_of(tokens_).error().is(access::access_token_expired));
}

TEST_F(AuthenticatorTest, SeesTheEndOfASessionWithinFiveSeconds) {
    EXPECT_TRUE(caller_of(tokens_));
    run_sql("update session set revoked_at = now()");
    EXPECT_TRUE(caller_of(tokens_)) << "the row is kept for a moment";
    api().clock().advance(seconds{5} + milliseconds{1});
    EXPECT_TRUE(caller_of(tokens_).error().is(access::session_revoked));
}

TEST_F(AuthenticatorTest, SeesTheEndOfASessionAtOnceWhenTold) {
    auto const session = caller_of(tokens_)->session;
    run_sql("update session set revoked_at = now()");
    module().authenticator().invalidate_session(session);
    EXPECT_TRUE(caller_of(tokens_).error().is(access::session_revoked));
}

TEST_F(AuthenticatorTest, SeesChangedRightsAtOnceWhenTold) {
    EXPECT_TRUE(caller_of(tokens_));
    run_sql(R"(update "user" set is_active = false, role = 1, can_lock_users = true)");
    module().authenticator().invalidate(user_);
    auto const caller = caller_of(tokens_);
    ASSERT_TRUE(caller) << "the dispatcher refuses inactive users";
    EXPECT_FALSE(caller->is_active);
    EXPECT_TRUE(caller->may(Permission::lock_users));
    run_sql(R"(update "user" set role = 0)");
    module().authenticator().invalidate_all();
    EXPECT_EQ(caller_of(tokens_)->role, 0);
}

TEST_F(AuthenticatorTest, LeavesUnverifiedUsersTheirOwnProfile) {
    run_sql(R"(update "user" set is_verified = false, role = 2)");
    auto const caller = caller_of(tokens_);
    ASSERT_TRUE(caller);
    EXPECT_TRUE(caller->may(Permission::view_own_profile));
    EXPECT_TRUE(caller->may(Permission::edit_own_profile));
    EXPECT_EQ(caller->permissions.count(), 2U);
}

TEST_F(AuthenticatorTest, EndsWithTheSessionRow) {
    EXPECT_TRUE(caller_of(tokens_));
    run_sql("update session set idle_expires_at = '2026-01-31T12:00:10Z'");
    api().clock().advance(seconds{6});
    EXPECT_TRUE(caller_of(tokens_));
    api().clock().advance(seconds{4});
    EXPECT_TRUE(caller_of(tokens_).error().is(access::session_revoked));
    run_sql("update session set idle_expires_at = '2026-01-31T12:00:12Z'");
    EXPECT_TRUE(caller_of(tokens_));
    run_sql("update session set idle_expires_at = '2026-01-31T13:00:00Z'");
    api().clock().advance(seconds{3});
    EXPECT_TRUE(caller_of(tokens_)) << "a refresh moves the end";
    run_sql("update session set idle_expires_at = '2026-01-31T12:00:13Z'");
    module().authenticator().invalidate_all();
    EXPECT_TRUE(caller_of(tokens_).error().is(access::session_revoked));
    run_sql("delete from session");
    module().authenticator().invalidate_all();
    EXPECT_TRUE(caller_of(tokens_).error().is(access::session_revoked));
}

TEST_F(AuthenticatorTest, RefusesTheSessionOfSomebodyElse) {
    auto const session = caller_of(tokens_)->session;
    auto const now = std::chrono::floor<std::chrono::seconds>(api().clock().now());
    jwt::AccessClaims const claims{add_user("bob"), session, "id", now, now + seconds{60}};
    auto const token = access_tokens().sign(claims, 0);
    EXPECT_TRUE(authenticate(token).error().is(access::session_revoked));
}

} // namespace
} // namespace qc::authentication

// SPDX-License-Identifier: Apache-2.0
#include "authentication_tests/registration_fixture.hpp"

#include <algorithm>

namespace qc::authentication {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class RegistrationCodes : public RegistrationTest {};

TEST_F(RegistrationCodes, ComparesAtMostFiveWrongCodes) {
    start();
    sign_up("ann");
    test::ApiCall const guess{
        http::Method::post,
        "/api/v1/auth/register/verify-code",
        R"({"email":"ann@example.com","code":")" + other_code() + R"("})"
    };
    for (auto const& answer : api().call_together(std::vector<test::ApiCall>(64, guess)))
        EXPECT_EQ(answer.code(), "INVALID_CODE");
    EXPECT_EQ(number("select attempts from email_verification_code"), 5);
    EXPECT_EQ(verify(mailed_code()).code(), "INVALID_CODE") << "the code is void";
}

TEST_F(RegistrationCodes, TakesTheRightCodeAtTheFifthTry) {
    start();
    sign_up("ann");
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(verify(other_code()).code(), "INVALID_CODE");
    EXPECT_EQ(verify(mailed_code()).status, 204);
}

TEST_F(RegistrationCodes, TellsALateCodeFromAWrongOne) {
    start();
    sign_up("ann");
    api().clock().advance(minutes{10});
    EXPECT_EQ(verify(other_code()).code(), "INVALID_CODE");
    EXPECT_EQ(verify(mailed_code()).code(), "CODE_EXPIRED");
    EXPECT_EQ(verify(mailed_code(), "bob@example.com").code(), "INVALID_CODE");
}

TEST_F(RegistrationCodes, ReplacesTheCodeWhenAnotherIsMailed) {
    start();
    sign_up("ann");
    auto const old_code = mailed_code();
    api().clock().advance(seconds{60});
    EXPECT_EQ(resend().status, 204);
    ASSERT_EQ(outbox().sent.size(), 2U);
    if (mailed_code() != old_code) EXPECT_EQ(verify(old_code).code(), "INVALID_CODE");
    EXPECT_EQ(verify(mailed_code()).status, 204);
    api().clock().advance(seconds{60});
    EXPECT_EQ(resend().status, 204);
    EXPECT_EQ(outbox().sent.size(), 2U) << "a verified user needs no code";
}

TEST_F(RegistrationCodes, MayBeVerifiedWhileAnotherCodeIsMailed) {
    start();
    sign_up("ann");
    api().clock().advance(seconds{60});
    test::ApiCall const verification{
        http::Method::post,
        "/api/v1/auth/register/verify-code",
        R"({"email":"ann@example.com","code":")" + mailed_code() + R"("})"
    };
    test::ApiCall const another{
        http::Method::post, "/api/v1/auth/register/resend-code", R"({"email":"ann@example.com"})"
    };
    auto const answers = api().call_together({verification, another});
    bool const was_first = answers[0].status == 204;
    EXPECT_TRUE(was_first || answers[0].code() == "INVALID_CODE") << answers[0].body;
    EXPECT_EQ(answers[1].status, 204) << answers[1].body;
    EXPECT_EQ(outbox().sent.size(), was_first ? 1U : 2U);
}

TEST_F(RegistrationCodes, LimitsMailsWithoutTellingWhoHasAnAccount) {
    start();
    sign_up("ann");
    EXPECT_EQ(resend().status, 204);
    EXPECT_EQ(resend("nobody@example.com").status, 204);
    EXPECT_EQ(outbox().sent.size(), 1U);
    for (int i = 0; i < 6; ++i) {
        api().clock().advance(seconds{60});
        EXPECT_EQ(resend().status, 204);
    }
    EXPECT_EQ(outbox().sent.size(), 5U) << "five an hour";
    for (int i = 0; i < 8; ++i) {
        api().clock().advance(hours{1});
        EXPECT_EQ(resend().status, 204);
    }
    EXPECT_EQ(outbox().sent.size(), 10U) << "ten a day";
}

TEST_F(RegistrationCodes, TellsTheLimitWhenAccountsAreNotConcealed) {
    settings_.conceal_accounts = false;
    start();
    sign_up("ann");
    api().clock().advance(seconds{20});
    auto const answer = resend();
    EXPECT_EQ(answer.code(), "TOO_MANY_REQUESTS");
    EXPECT_EQ(answer.header("Retry-After"), "40");
}

} // namespace
} // namespace qc::authentication

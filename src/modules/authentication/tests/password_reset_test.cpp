// SPDX-License-Identifier: Apache-2.0
#include "authentication_tests/fixture.hpp"

#include <algorithm>

namespace qc::authentication {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto new_password = "Fresh-Horse-43";

class PasswordResetTest : public AuthenticationTest {
protected:
    test::ApiAnswer request(std::string const& email = "ann@example.com") {
        return api().post("/api/v1/auth/reset-password", R"({"email":")" + email + R"("})");
    }

    test::ApiAnswer verify(std::string const& code) {
        return api().post(
            "/api/v1/auth/reset-password/verify-code",
            R"({"email":"ann@example.com","code":")" + code + R"("})"
        );
    }

    test::ApiAnswer finish(std::string const& token, std::string const& with = new_password) {
        return api().post(
            "/api/v1/auth/reset-password/" + token,
            R"({"password1":")" + with + R"(","password2":")" + with + R"("})"
        );
    }

    std::string token() {
        EXPECT_EQ(request().status, 204);
        auto const answer = verify(mailed_code());
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_EQ(answer.at("/expiresIn"), 600);
        return text_at(answer, "/token");
    }
};

TEST_F(PasswordResetTest, SetsThePasswordAndEndsAllSessions) {
    start();
    add_user("ann");
    auto const session = text_at(log_in("ann"), "/refreshToken");
    auto const reset_token = token();
    EXPECT_EQ(outbox().sent.back().subject, "Password reset");
    EXPECT_EQ(reset_token.size(), 43U);
    EXPECT_EQ(finish(reset_token).status, 204);
    EXPECT_EQ(outbox().sent.back().kind, "password_changed");
    EXPECT_EQ(refresh(session).code(), "INVALID_REFRESH_TOKEN");
    EXPECT_EQ(log_in("ann").code(), "INVALID_USER_CREDENTIALS");
    EXPECT_EQ(log_in("ann", new_password).status, 200);
    EXPECT_EQ(finish(reset_token).code(), "INVALID_RESET_PASSWORD_TOKEN") << "once";
}

TEST_F(PasswordResetTest, ProvesTheAddressAndPaysTheOpeningCredits) {
    settings_.opening_credits = 100;
    start();
    add_user("ann", 0, false);
    EXPECT_EQ(finish(token()).status, 204);
    EXPECT_EQ(log_in("ann", new_password).status, 200);
    EXPECT_EQ(wallets().movements.size(), 1U);
}

TEST_F(PasswordResetTest, LiftsTheThrottle) {
    start();
    add_user("ann");
    for (int i = 0; i < 5; ++i)
        log_in("ann", wrong_password);
    EXPECT_EQ(log_in("ann").code(), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(finish(token()).status, 204);
    EXPECT_EQ(log_in("ann", new_password).status, 200);
}

TEST_F(PasswordResetTest, ConcealsWhoHasAnAccount) {
    start();
    add_user("ann");
    EXPECT_EQ(request("nobody@example.com").status, 204);
    EXPECT_EQ(request().status, 204);
    EXPECT_EQ(request().status, 204) << "a second mail within a minute is left out";
    EXPECT_EQ(outbox().sent.size(), 1U);
    run_sql(R"(update "user" set is_active = false)");
    api().clock().advance(seconds{60});
    EXPECT_EQ(request().status, 204);
    EXPECT_EQ(outbox().sent.size(), 1U);
}

TEST_F(PasswordResetTest, TellsWhenItNeedNotConceal) {
    settings_.conceal_accounts = false;
    start();
    add_user("ann");
    EXPECT_EQ(request("nobody@example.com").code(), "USER_NOT_FOUND_FOR_EMAIL");
    EXPECT_EQ(request().status, 204);
    EXPECT_EQ(request().code(), "TOO_MANY_REQUESTS");
    run_sql(R"(update "user" set is_active = false)");
    EXPECT_EQ(request().code(), "INACTIVE_USER");
}

TEST_F(PasswordResetTest, RefusesWrongAndLateCodes) {
    start();
    add_user("ann");
    request();
    auto const code = mailed_code();
    EXPECT_EQ(verify(code == "100000" ? "100001" : "100000").code(), "INVALID_CODE");
    api().clock().advance(minutes{10});
    EXPECT_EQ(verify(code).code(), "CODE_EXPIRED");
}

TEST_F(PasswordResetTest, GivesATokenWhileAnotherCodeIsMailed) {
    start();
    add_user("ann");
    request();
    api().clock().advance(seconds{60});
    test::ApiCall const verification{
        http::Method::post,
        "/api/v1/auth/reset-password/verify-code",
        R"({"email":"ann@example.com","code":")" + mailed_code() + R"("})"
    };
    test::ApiCall const another{
        http::Method::post, "/api/v1/auth/reset-password", R"({"email":"ann@example.com"})"
    };
    auto const answers = api().call_together({verification, another});
    EXPECT_TRUE(answers[0].status == 200 || answers[0].code() == "INVALID_CODE") << answers[0].body;
    EXPECT_EQ(answers[1].status, 204) << answers[1].body;
    EXPECT_EQ(outbox().sent.size(), 2U);
}

TEST_F(PasswordResetTest, GivesOneOfManyTwinsTheToken) {
    start();
    add_user("ann");
    request();
    test::ApiCall const verification{
        http::Method::post,
        "/api/v1/auth/reset-password/verify-code",
        R"({"email":"ann@example.com","code":")" + mailed_code() + R"("})"
    };
    auto const answers = api().call_together(std::vector<test::ApiCall>(5, verification));
    EXPECT_EQ(std::ranges::count(answers, 200, &test::ApiAnswer::status), 1);
    EXPECT_EQ(number("select count(*) from reset_password_token"), 1);
}

TEST_F(PasswordResetTest, DoesNotTakeARegistrationCode) {
    start();
    sign_up("ann");
    EXPECT_EQ(verify(mailed_code()).code(), "INVALID_CODE");
}

TEST_F(PasswordResetTest, RefusesUnknownAndLateTokens) {
    start();
    add_user("ann");
    EXPECT_EQ(finish("nonsense").code(), "INVALID_RESET_PASSWORD_TOKEN");
    auto const reset_token = token();
    api().clock().advance(minutes{10});
    EXPECT_EQ(finish(reset_token).code(), "RESET_PASSWORD_TOKEN_EXPIRED");
}

TEST_F(PasswordResetTest, RefusesTheTokenOfAnInactiveUser) {
    start();
    add_user("ann");
    auto const reset_token = token();
    run_sql(R"(update "user" set is_active = false)");
    EXPECT_EQ(finish(reset_token).code(), "INVALID_RESET_PASSWORD_TOKEN");
}

TEST_F(PasswordResetTest, VoidsOlderTokensWithTheFirstThatIsUsed) {
    start();
    add_user("ann");
    auto const first = token();
    api().clock().advance(seconds{60});
    auto const second = token();
    EXPECT_EQ(finish(second).status, 204);
    EXPECT_EQ(finish(first).code(), "INVALID_RESET_PASSWORD_TOKEN");
}

TEST_F(PasswordResetTest, HoldsThePasswordAgainstTheOwner) {
    start();
    add_user("Horse-1-City");
    run_sql(R"(update "user" set email = 'ann@example.com')");
    auto const reset_token = token();
    EXPECT_EQ(finish("nonsense", "short").status, 422);
    EXPECT_EQ(
        text_at(finish(reset_token, "Horse-1-City"), "/errors/0/msg"),
        "Value error, Password is too common"
    );
    run_sql(R"(update "user" set role = 1)");
    EXPECT_EQ(
        text_at(finish(reset_token, "Abcdef1-"), "/errors/0/msg"),
        "Value error, Password length should be at least 12"
    );
    EXPECT_EQ(finish(reset_token).status, 204) << "a refused password does not use the token up";
}

TEST_F(PasswordResetTest, ShowsThePolicy) {
    start();
    auto const answer = api().get("/api/v1/auth/password-policy");
    EXPECT_EQ(answer.at("/minLength"), 8);
    EXPECT_EQ(answer.at("/maxLength"), 128);
    EXPECT_EQ(answer.at("/requireSpecial"), true);
    EXPECT_EQ(text_at(answer, "/specials").size(), 32U);
}

} // namespace
} // namespace qc::authentication

// SPDX-License-Identifier: Apache-2.0
#include "authentication_tests/fixture.hpp"

#include <gtest/gtest-spi.h>

#include <algorithm>

namespace qc::authentication {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SignInTest : public AuthenticationTest {
protected:
    void fail(int times, std::string const& login = "ann") {
        for (int i = 0; i < times; ++i)
            EXPECT_EQ(log_in(login, wrong_password).code(), "INVALID_USER_CREDENTIALS");
    }
};

TEST_F(SignInTest, TakesNameOrAddressWithoutCase) {
    start();
    auto const user = add_user("ann");
    for (auto const* const login : {"ann", "ANN", " ann ", "Ann@Example.COM"}) {
        auto const answer = log_in(login);
        ASSERT_EQ(answer.status, 200) << login << answer.body;
        EXPECT_EQ(text_at(answer, "/tokenType"), "Bearer");
        EXPECT_EQ(answer.at("/expiresIn"), 1800);
        EXPECT_EQ(answer.at("/refreshExpiresIn"), 30 * 24 * 3600);
        EXPECT_EQ(caller_of(answer)->user, user);
    }
    EXPECT_EQ(number(R"(select count(*) from "user" where last_login_at is not null)"), 1);
}

TEST_F(SignInTest, TakesForms) {
    start();
    add_user("ann");
    test::ApiCall call{http::Method::post, "/api/v1/auth/login"};
    call.body = "login=ann%40example.com&password=Right-Horse-42";
    call.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    EXPECT_EQ(api().call(call).status, 200);
}

TEST_F(SignInTest, AnswersUnknownNamesLikeWrongPasswords) {
    start();
    add_user("ann");
    auto const wrong = log_in("ann", wrong_password);
    auto const unknown = log_in("nobody", wrong_password);
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.code(), "INVALID_USER_CREDENTIALS");
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(unknown.code(), "INVALID_USER_CREDENTIALS");
    EXPECT_EQ(wrong.header("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(wrong.body.find(wrong_password), std::string::npos);
}

TEST_F(SignInTest, TellsStatesOnlyAfterTheRightPassword) {
    start();
    add_user("ann");
    run_sql(R"(update "user" set is_active = false)");
    EXPECT_EQ(log_in("ann", wrong_password).code(), "INVALID_USER_CREDENTIALS");
    EXPECT_EQ(log_in("ann").code(), "INACTIVE_USER");
    EXPECT_EQ(number("select count(*) from session"), 0);
}

TEST_F(SignInTest, MailsACodeToUnverifiedUsersOncePerMinute) {
    start();
    add_user("ann", 0, false);
    EXPECT_EQ(log_in("ann").code(), "UNVERIFIED_USER");
    EXPECT_EQ(log_in("ann").status, 401);
    ASSERT_EQ(outbox().sent.size(), 1U);
    EXPECT_EQ(outbox().sent[0].subject, "Email verification for registration");
    EXPECT_EQ(outbox().sent[0].recipient, "ann@example.com");
    api().clock().advance(seconds{60});
    EXPECT_EQ(log_in("ann").code(), "UNVERIFIED_USER");
    EXPECT_EQ(outbox().sent.size(), 2U);
}

TEST_F(SignInTest, LetsUnverifiedUsersInWhenThatIsAllowed) {
    settings_.require_verified = false;
    start();
    add_user("ann", 0, false);
    EXPECT_EQ(log_in("ann").status, 200);
}

TEST_F(SignInTest, RehashesImportedPasswords) {
    start();
    add_user("ann");
    run_sql(R"(update "user" set password = )"
            R"('$2b$04$abcdefghijklmnopqrstuuXlHyl4lsNLtMyWyrA4L6y4dV2jiPFPi')");
    EXPECT_EQ(log_in("ann").code(), "INVALID_USER_CREDENTIALS");
    auto const costly = crypto::hash_password(password, {2, 128 * 1024});
    run_sql("update \"user\" set password = '" + costly + "'");
    EXPECT_EQ(log_in("ann").status, 200);
    EXPECT_EQ(number(R"(select count(*) from "user" where password like '%m=64,t=1%')"), 1);
    EXPECT_EQ(log_in("ann").status, 200);
}

TEST_F(SignInTest, LetsTwinsInThatRenewOneHash) {
    start();
    add_user("ann");
    auto const costly = crypto::hash_password(password, {2, 128 * 1024});
    run_sql("update \"user\" set password = '" + costly + "'");
    test::ApiCall const login{
        http::Method::post, "/api/v1/auth/login", R"({"login":"ann","password":"Right-Horse-42"})"
    };
    for (auto const& answer : api().call_together(std::vector<test::ApiCall>(4, login)))
        EXPECT_EQ(answer.status, 200) << answer.body;
}

TEST_F(SignInTest, DelaysAfterFiveFailuresAndDoublesUpToAQuarterHour) {
    start();
    add_user("ann");
    fail(5);
    for (int const delay_s : {30, 60, 120, 240, 480, 900, 900}) {
        auto const answer = log_in("ann");
        EXPECT_EQ(answer.status, 429);
        EXPECT_EQ(answer.code(), "TOO_MANY_ATTEMPTS");
        EXPECT_EQ(answer.header("Retry-After"), std::to_string(delay_s));
        EXPECT_EQ(answer.at("/details/retryAfter"), delay_s);
        api().clock().advance(std::chrono::seconds{delay_s});
        fail(1);
    }
    api().clock().advance(seconds{900});
    EXPECT_EQ(log_in("ann").status, 200);
    fail(4);
    EXPECT_EQ(log_in("ann").status, 200) << "success forgets failures";
}

TEST_F(SignInTest, DelaysUnknownNamesAlike) {
    start();
    fail(5, "nobody");
    EXPECT_EQ(log_in("NoBody", wrong_password).code(), "TOO_MANY_ATTEMPTS");
}

TEST_F(SignInTest, ForgetsFewFailuresAfterAQuarterHour) {
    start();
    add_user("ann");
    fail(4);
    api().clock().advance(minutes{15});
    fail(4);
    EXPECT_EQ(log_in("ann").status, 200);
}

TEST_F(SignInTest, ForgetsTheDelayAfterADay) {
    start();
    add_user("ann");
    fail(5);
    api().clock().advance(seconds{30} + hours{24});
    fail(4);
    EXPECT_EQ(log_in("ann").status, 200);
}

TEST_F(SignInTest, HashesAtMostFiveOfManyParallelGuesses) {
    start();
    add_user("ann");
    test::ApiCall const guess{
        http::Method::post, "/api/v1/auth/login", R"({"login":"ann","password":"Wrong-Horse-42"})"
    };
    auto const answers = api().call_together(std::vector<test::ApiCall>(40, guess));
    auto const judged = std::ranges::count_if(answers, [](test::ApiAnswer const& answer) {
        return answer.code() == "INVALID_USER_CREDENTIALS";
    });
    EXPECT_EQ(judged, 5);
}

TEST_F(SignInTest, DoesNotCountAttemptsThatNobodyJudged) {
    settings_.throttle.failures_per_address_hour = 1;
    start();
    add_user("ann");
    hasher().is_full = true;
    for (int i = 0; i < 6; ++i) {
        test::ApiAnswer answer;
        // The log of tests reports every failure of a handler; this one is wanted.
        EXPECT_NONFATAL_FAILURE(answer = log_in("ann"), "full");
        EXPECT_EQ(answer.status, 503);
        EXPECT_EQ(answer.header("Retry-After"), "1");
    }
    hasher().is_full = false;
    EXPECT_EQ(log_in("ann").status, 200);
}

TEST_F(SignInTest, MailsTheOwnerAfterTwentyFailuresInARow) {
    start();
    add_user("ann");
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(outbox().sent.empty());
        fail(1);
        api().clock().advance(minutes{15});
    }
    ASSERT_EQ(outbox().sent.size(), 1U);
    EXPECT_EQ(outbox().sent[0].kind, "failed_logins");
    fail(1);
    EXPECT_EQ(outbox().sent.size(), 1U);
}

TEST_F(SignInTest, LimitsFailuresPerAddress) {
    settings_.throttle.failures_per_address_hour = 3;
    start();
    add_user("ann");
    EXPECT_EQ(log_in("ann").status, 200);
    fail(1, "one");
    fail(1, "two");
    EXPECT_EQ(log_in("ann").status, 200) << "successes do not count";
    fail(1, "three");
    auto const answer = log_in("ann");
    EXPECT_EQ(answer.code(), "TOO_MANY_ATTEMPTS");
    EXPECT_FALSE(answer.header("Retry-After").empty());
}

TEST_F(SignInTest, RefusesMalformedInput) {
    start();
    auto const answer = api().post("/api/v1/auth/login", "{}");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.json().at("errors").as_array().size(), 2U);
}

TEST_F(SignInTest, PublishesItsKeysForFiveMinutes) {
    start();
    auto const answer = api().get("/.well-known/jwks.json");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Cache-Control"), "public, max-age=300");
    EXPECT_EQ(text_at(answer, "/keys/0/alg"), "RS256");
    EXPECT_EQ(answer.body.find("\"d\""), std::string::npos);
}

} // namespace
} // namespace qc::authentication

// SPDX-License-Identifier: Apache-2.0
#include "authentication_tests/registration_fixture.hpp"

#include <algorithm>

namespace qc::authentication {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST_F(RegistrationTest, MakesAnAccountThatACodeOpens) {
    start();
    EXPECT_EQ(sign_up("ann").status, 204);
    EXPECT_EQ(log_in("ann").code(), "UNVERIFIED_USER");
    ASSERT_EQ(outbox().sent.size(), 1U);
    auto const& mail = outbox().sent[0];
    EXPECT_EQ(mail.subject, "Email verification for registration");
    EXPECT_EQ(mail.expires_at, api().clock().now() + minutes{10});
    auto const code = mailed_code();
    EXPECT_EQ(
        number(
            "select count(*) from email_verification_code where code_hash::text like '%" + code +
            "%'"
        ),
        0
    );
    EXPECT_EQ(verify(code, "Ann@Example.com").status, 204);
    auto const caller = caller_of(log_in("ann"));
    ASSERT_TRUE(caller);
    auto const own = api().get("/api/v1/users/me", &*caller);
    EXPECT_EQ(text_at(own, "/username"), "ann");
    EXPECT_EQ(text_at(own, "/firstName"), "Ann");
    EXPECT_EQ(text_at(own, "/profile/instagramUsername"), "ann");
    EXPECT_EQ(own.at("/isVerified"), true);
    EXPECT_EQ(own.body.find("argon2"), std::string::npos);
    EXPECT_EQ(verify(code).code(), "INVALID_CODE") << "a code is good once";
}

TEST_F(RegistrationTest, TakesCodesAsNumbers) {
    start();
    sign_up("ann");
    auto const body = R"({"email":"ann@example.com","code":)" + mailed_code() + "}";
    EXPECT_EQ(api().post("/api/v1/auth/register/verify-code", body).status, 204);
}

TEST_F(RegistrationTest, WritesMailsInTheLanguageOfTheRequest) {
    start();
    test::ApiCall call{
        http::Method::post,
        "/api/v1/auth/register",
        R"({"username":"ann","email":"ann@example.com","password1":"Right-Horse-42",)"
        R"("password2":"Right-Horse-42","firstName":"Ann","lastName":"Lee"})"
    };
    call.headers = {{"Accept-Language", "ru-RU, en;q=0.5"}};
    EXPECT_EQ(api().call(call).status, 204);
    EXPECT_EQ(outbox().sent.back().language, "ru");
    EXPECT_NE(outbox().sent.back().text.find("Your code is "), std::string::npos);
}

TEST_F(RegistrationTest, PaysOpeningCreditsOnce) {
    settings_.opening_credits = 100;
    start();
    sign_up("ann");
    auto const code = mailed_code();
    EXPECT_EQ(verify(code).status, 204);
    ASSERT_EQ(wallets().movements.size(), 1U);
    EXPECT_EQ(wallets().movements[0].kind, "opening");
    EXPECT_EQ(wallets().movements[0].amount, 100);
    run_sql("insert into wallet_entry (transaction_id, profile_id, kind, amount, balance_after, "
            "description) "
            "with t as (select gen_random_uuid() as id) "
            "select t.id, p.id, 'opening', 100, 100, '' from t, profile p "
            "union all select t.id, null, 'opening', -100, null, '' from t");
    run_sql(R"(update "user" set is_verified = false)");
    api().clock().advance(seconds{60});
    EXPECT_EQ(resend().status, 204);
    EXPECT_EQ(verify(mailed_code()).status, 204);
    EXPECT_EQ(wallets().movements.size(), 1U);
}

TEST_F(RegistrationTest, RefusesUsedAddressesAndNames) {
    start();
    add_user("ann");
    EXPECT_EQ(sign_up("ANN").code(), "EMAIL_ALREADY_EXISTS");
    run_sql(R"(update "user" set email = 'other@example.com')");
    EXPECT_EQ(sign_up("ANN").code(), "USERNAME_ALREADY_EXISTS");
    EXPECT_TRUE(outbox().sent.empty());
}

TEST_F(RegistrationTest, LetsOneOfManyTwinsThrough) {
    start();
    test::ApiCall const call{
        http::Method::post,
        "/api/v1/auth/register",
        R"({"username":"ann","email":"ann@example.com","password1":"Right-Horse-42",)"
        R"("password2":"Right-Horse-42","firstName":"Ann","lastName":"Lee"})"
    };
    auto const answers = api().call_together(std::vector<test::ApiCall>(12, call));
    auto const made = std::ranges::count(answers, 204, &test::ApiAnswer::status);
    EXPECT_EQ(made, 1);
    EXPECT_EQ(std::ranges::count(answers, 409, &test::ApiAnswer::status), 11);
    EXPECT_EQ(number(R"(select count(*) from "user")"), 1);
}

TEST_F(RegistrationTest, OverwritesAbandonedAccountsAfterADay) {
    start();
    sign_up("ann");
    auto const old_code = mailed_code();
    EXPECT_EQ(sign_up("ann").code(), "EMAIL_ALREADY_EXISTS");
    run_sql(R"(update "user" set created_at = '2026-01-30T11:59:59Z', first_name = 'Old')");
    api().clock().advance(seconds{60});
    EXPECT_EQ(sign_up("ann").status, 204);
    EXPECT_EQ(number(R"(select count(*) from "user" where first_name = 'Ann')"), 1);
    EXPECT_EQ(number(R"(select count(*) from "user")"), 1);
    if (mailed_code() != old_code) EXPECT_EQ(verify(old_code).code(), "INVALID_CODE");
    EXPECT_EQ(verify(mailed_code()).status, 204);
}

TEST_F(RegistrationTest, NeverOverwritesAUserMadeByStaff) {
    start();
    add_user("boss", 1, false);
    run_sql(R"(update "user" set created_at = '2025-01-30T11:59:59Z')");
    EXPECT_EQ(sign_up("boss").code(), "EMAIL_ALREADY_EXISTS");
}

TEST_F(RegistrationTest, DoesNotTakeTheNameOfAnotherWhenOverwriting) {
    start();
    sign_up("ann");
    add_user("bob");
    run_sql(R"(update "user" set created_at = '2025-01-30T11:59:59Z' where username = 'ann')");
    auto const answer = api().post(
        "/api/v1/auth/register",
        R"({"username":"bob","email":"ann@example.com","password1":"Right-Horse-42",)"
        R"("password2":"Right-Horse-42","firstName":"Ann","lastName":"Lee"})"
    );
    EXPECT_EQ(answer.code(), "USERNAME_ALREADY_EXISTS");
}

TEST_F(RegistrationTest, ReportsEveryProblemOfTheForm) {
    start();
    auto const answer = api().post(
        "/api/v1/auth/register",
        R"({"username":"a b","email":"x","password1":"a","password2":"b","firstName":" "})"
    );
    EXPECT_EQ(answer.status, 422);
    auto const document = answer.json();
    std::vector<std::string> fields;
    for (auto const& problem : document.at("errors").as_array())
        fields.emplace_back(problem.at("loc").at(1).as_string());
    // The address: too short, and none. The password: no match, too short, no capital, no digit, no
    // symbol.
    std::vector<std::string> const wanted{
        "username",
        "email",
        "email",
        "password2",
        "password2",
        "password2",
        "password2",
        "password2",
        "firstName",
        "lastName"
    };
    EXPECT_EQ(fields, wanted) << answer.body;
}

TEST_F(RegistrationTest, SaysNothingOfGoodPasswordsAndOnceThatOneIsMissing) {
    start();
    auto const good = api().post(
        "/api/v1/auth/register",
        R"({"username":"a b","email":"a@b.c","password1":"Right-Horse-42",)"
        R"("password2":"Right-Horse-42","firstName":"Ann","lastName":"Lee"})"
    );
    EXPECT_EQ(good.json().at("errors").as_array().size(), 1U) << good.body;
    auto const missing = api().post(
        "/api/v1/auth/register",
        R"({"username":"ann","email":"a@b.c","password1":"a","firstName":"Ann","lastName":"Lee"})"
    );
    EXPECT_EQ(missing.json().at("errors").as_array().size(), 1U) << missing.body;
    EXPECT_EQ(text_at(missing, "/errors/0/type"), "missing");
    EXPECT_EQ(api().post("/api/v1/auth/register", "[]").status, 422);
    EXPECT_EQ(api().post("/api/v1/auth/register", "{").status, 422);
    std::string twins = R"({"a":0)";
    for (int i = 0; i < 60; ++i)
        twins += R"(,"a":0)";
    auto const many = api().post("/api/v1/auth/register", twins + "}");
    EXPECT_EQ(many.json().at("errors").as_array().size(), 50U) << "the missing keys left out";
    auto const weak = R"(,"password1":"a","password2":"a"})";
    auto const capped = api().post("/api/v1/auth/register", twins + weak);
    EXPECT_EQ(capped.json().at("errors").as_array().size(), 50U);
}

TEST_F(RegistrationTest, AttachesPasswordProblemsToTheSecondField) {
    start();
    auto const answer = api().post(
        "/api/v1/auth/register",
        R"({"username":"ann","email":"ann@example.com","password1":"Password1!",)"
        R"("password2":"other","firstName":"Ann","lastName":"Lee"})"
    );
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(text_at(answer, "/errors/0/msg"), "Value error, Passwords do not match");
    EXPECT_EQ(text_at(answer, "/errors/0/loc/1"), "password2");
    EXPECT_EQ(answer.body.find("Password1!"), std::string::npos);
}

} // namespace
} // namespace qc::authentication

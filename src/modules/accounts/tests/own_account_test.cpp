// SPDX-License-Identifier: Apache-2.0
#include "fixture.hpp"

namespace qc::accounts {
namespace {

using Kinds = std::vector<std::string>;

class OwnAccountTest : public AccountsTest {
protected:
    test::ApiAnswer change(access::Caller const& who, std::string const& body) {
        return api().patch("/api/v1/users/me", body, &who);
    }

    test::ApiAnswer
    prove(access::Caller const& who, std::string const& email, std::string const& code) {
        return api().post(
            "/api/v1/users/me/verify-email-change-code",
            R"({"email":")" + email + R"(","code":")" + code + R"("})",
            &who
        );
    }

    test::ApiAnswer change_password(
        access::Caller const& who, std::string_view old, std::string const& fresh = new_password
    ) {
        return api().post(
            "/api/v1/users/me/change-password",
            R"({"oldPassword":")" + std::string(old) + R"(","password1":")" + fresh +
                R"(","password2":")" + fresh + R"("})",
            &who
        );
    }

    test::ApiAnswer leave(access::Caller const& who, std::string_view with = password) {
        return api().call(
            {http::Method::delete_,
             "/api/v1/users/me",
             R"({"password":")" + std::string(with) + R"("})",
             &who}
        );
    }
};

TEST_F(OwnAccountTest, ChangesNamesAndKeepsWhatIsAbsent) {
    auto const ann = make("ann");
    auto const body = "{\"firstName\":\" Анна\\r\\n<b>\u202E \",\"username\":\"Ann_2\"}";
    EXPECT_EQ(change(ann, body).status, 204);
    EXPECT_EQ(read(ann).first_name, "Анна\r\n<b>\u202E");
    EXPECT_EQ(read(ann).last_name, "User");
    EXPECT_EQ(read(ann).username, "Ann_2");
    EXPECT_EQ(change(ann, "{}").status, 204);
    EXPECT_EQ(change(ann, R"({"username":"ANN_2","email":"Ann@Example.ORG"})").status, 204);
    EXPECT_EQ(mail_count(), 0U);
    EXPECT_TRUE(has_live_session(ann));
}

TEST_F(OwnAccountTest, ChangesNothingWhenOneFieldIsRefused) {
    auto const ann = make("ann");
    make("bob");
    auto const taken = change(ann, R"({"firstName":"New","username":"BOB"})");
    EXPECT_EQ(taken.code(), "USERNAME_ALREADY_EXISTS");
    auto const address = change(ann, R"({"firstName":"New","email":"BOB@example.org"})");
    EXPECT_EQ(address.code(), "EMAIL_ALREADY_EXISTS");
    EXPECT_EQ(change(ann, R"({"firstName":"","username":"a b"})").status, 422);
    EXPECT_EQ(read(ann).first_name, "Test");
    EXPECT_EQ(mail_count(), 0U);
    EXPECT_EQ(api().patch("/api/v1/users/me", "{}").code(), "ACCESS_TOKEN_REQUIRED");
}

TEST_F(OwnAccountTest, NamesWhatIsWrongWithAUsernameAndNothingElse) {
    auto const ann = make("ann");
    auto const problems = [&](std::string const& username) {
        std::vector<std::string> types;
        auto const answer = change(ann, R"({"username":")" + username + R"("})");
        auto const errors = answer.at("/errors");
        for (auto const& error : errors.as_array())
            types.emplace_back(error.at("type").as_string());
        return types;
    };
    EXPECT_EQ(problems("z"), Kinds{"string_too_short"});
    EXPECT_EQ(problems("0123456789ABCDEF"), Kinds{"string_too_long"});
    EXPECT_EQ(problems("a b c"), Kinds{"string_pattern"});
    EXPECT_EQ(problems("@"), (Kinds{"string_too_short", "string_pattern"}));
    EXPECT_EQ(problems("no spaces please"), (Kinds{"string_too_long", "string_pattern"}));
}

TEST_F(OwnAccountTest, MovesToANewAddressOnlyAfterItsCode) {
    auto const ann = make("ann");
    EXPECT_EQ(change(ann, R"({"email":"new@example.org","firstName":"Ann"})").status, 204);
    EXPECT_EQ(read(ann).email, "ann@example.org");
    EXPECT_EQ(read(ann).first_name, "Ann");
    EXPECT_EQ(mails_to("new@example.org"), Kinds{"change_email_code"});
    auto const code = mailed_code();
    EXPECT_EQ(prove(ann, "other@example.org", code).code(), "INVALID_CODE");
    EXPECT_EQ(prove(make("bob"), "new@example.org", code).code(), "INVALID_CODE");
    EXPECT_EQ(prove(ann, "new@example.org", code).status, 204);
    EXPECT_EQ(read(ann).email, "new@example.org");
    EXPECT_TRUE(read(ann).is_verified);
    EXPECT_EQ(mails_to("ann@example.org"), Kinds{"email_changed"});
    EXPECT_EQ(mails_to("new@example.org"), (Kinds{"change_email_code", "email_changed"}));
    EXPECT_EQ(prove(ann, "new@example.org", code).code(), "INVALID_CODE");
}

TEST_F(OwnAccountTest, RefusesWrongOldAndReplacedCodes) {
    auto const ann = make("ann");
    ASSERT_EQ(change(ann, R"({"email":"first@example.org"})").status, 204);
    auto const first = mailed_code();
    EXPECT_EQ(change(ann, R"({"email":"b@example.org","firstName":"No"})").status, 429);
    EXPECT_EQ(read(ann).first_name, "Test");
    api().clock().advance(2min);
    ASSERT_EQ(change(ann, R"({"email":"second@example.org"})").status, 204);
    EXPECT_EQ(prove(ann, "first@example.org", first).code(), "INVALID_CODE");
    api().clock().advance(11min);
    EXPECT_EQ(prove(ann, "second@example.org", mailed_code()).code(), "CODE_EXPIRED");
    EXPECT_EQ(read(ann).email, "ann@example.org");
}

TEST_F(OwnAccountTest, DoesNotTakeAnAddressThatSomebodyGotMeanwhile) {
    auto const ann = make("ann");
    ASSERT_EQ(change(ann, R"({"email":"bob@example.org"})").status, 204);
    auto const code = mailed_code();
    make("bob");
    EXPECT_EQ(prove(ann, "bob@example.org", code).code(), "EMAIL_ALREADY_EXISTS");
    EXPECT_EQ(read(ann).email, "ann@example.org");
}

TEST_F(OwnAccountTest, VoidsCodesOfTheOldAddress) {
    auto const ann = make_with_password("ann");
    ASSERT_EQ(change(ann, R"({"email":"new@example.org"})").status, 204);
    auto const code = mailed_code();
    auto const asked = api().post("/api/v1/auth/reset-password", R"({"email":"ann@example.org"})");
    ASSERT_EQ(asked.status, 204);
    auto const reset = mailed_code();
    ASSERT_EQ(prove(ann, "new@example.org", code).status, 204);
    auto const taken_over = api().post(
        "/api/v1/auth/reset-password/verify-code",
        R"({"email":"ann@example.org","code":")" + reset + R"("})"
    );
    EXPECT_EQ(taken_over.code(), "INVALID_CODE");
}

TEST_F(OwnAccountTest, ChangesThePasswordAndEndsOtherSessions) {
    auto const ann = make_with_password("ann");
    ASSERT_EQ(log_in("ann").status, 200);
    auto const answer = change_password(ann, password);
    EXPECT_EQ(answer.status, 200);
    EXPECT_FALSE(text_at(answer, "/message").empty());
    EXPECT_EQ(number("select count(*) from session where revoked_at is null"), 1);
    EXPECT_TRUE(has_live_session(ann));
    EXPECT_EQ(mails_to("ann@example.org"), Kinds{"password_changed"});
    EXPECT_EQ(last_mail().text.find("Horse"), std::string::npos);
    EXPECT_EQ(log_in("ann").code(), "INVALID_USER_CREDENTIALS");
    EXPECT_EQ(log_in("ann", new_password).status, 200);
}

TEST_F(OwnAccountTest, AsksForTheOldPasswordAndDelaysGuesses) {
    auto const ann = make_with_password("ann");
    EXPECT_EQ(change_password(ann, wrong_password, "short").status, 422);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(change_password(ann, wrong_password).code(), "INVALID_USER_CREDENTIALS");
    auto const delayed = change_password(ann, password);
    EXPECT_EQ(delayed.code(), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(delayed.header("Retry-After"), "30");
    EXPECT_EQ(log_in("ann").status, 200);
    EXPECT_EQ(mail_count(), 0U);
}

TEST_F(OwnAccountTest, HoldsStaffToLongerPasswords) {
    auto const manager = make_with_password("manager", 1);
    auto const refused = change_password(manager, password, "Short-1pass");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(
        text_at(refused, "/errors/0/msg"), "Value error, Password length should be at least 12"
    );
    EXPECT_EQ(text_at(refused, "/errors/0/loc/1"), "password2");
}

TEST_F(OwnAccountTest, LetsOneOfTwoPasswordChangesWin) {
    auto const ann = make_with_password("ann");
    auto const body = [](std::string const& fresh) {
        return R"({"oldPassword":"Right-Horse-42","password1":")" + fresh + R"(","password2":")" +
               fresh + R"("})";
    };
    std::string const target = "/api/v1/users/me/change-password";
    auto const answers = api().call_together(
        {{http::Method::post, target, body("Fresh-Horse-1"), &ann},
         {http::Method::post, target, body("Fresh-Horse-2"), &ann}}
    );
    EXPECT_EQ(answers[0].status + answers[1].status, 200 + 401);
}

TEST_F(OwnAccountTest, BecomesAnonymous) {
    auto const ann = make_with_password("ann");
    ASSERT_EQ(
        api()
            .patch(
                "/api/v1/profiles/me",
                R"({"image":")" + std::string(picture) + R"(","instagram":"ann"})",
                &ann
            )
            .status,
        204
    );
    EXPECT_EQ(leave(ann, wrong_password).code(), "INVALID_USER_CREDENTIALS");
    EXPECT_TRUE(removed_.empty());
    EXPECT_EQ(leave(ann).status, 204);
    EXPECT_EQ(removed_, std::vector{ann.user});
    EXPECT_FALSE(find(ann));
    EXPECT_FALSE(has_live_session(ann));
    EXPECT_TRUE(word(R"(select username from "user")").starts_with("deleted_"));
    EXPECT_EQ(word(R"(select full_name from "user")"), "Deleted Deleted");
    EXPECT_EQ(
        number(R"(select count(*) from "user" where email is null and not is_active and role = 0
                  and deleted_at is not null and length(username::text) = 16)"),
        1
    );
    EXPECT_EQ(
        number("select count(*) from profile where avatar_url is null and instagram_username = ''"),
        1
    );
    EXPECT_EQ(number("select count(*) from stored_file where reference_count > 0"), 0);
    EXPECT_EQ(log_in("ann").code(), "INVALID_USER_CREDENTIALS");
    EXPECT_EQ(make("ann").role, 0);
}

TEST_F(OwnAccountTest, KeepsTheLastAdministrator) {
    auto const admin = make_with_password("admin", 2);
    Account locked;
    locked.username = "locked";
    locked.role = 2;
    locked.is_active = false;
    make(locked);
    EXPECT_EQ(leave(admin).code(), "LAST_ADMIN");
    EXPECT_TRUE(find(admin));
    EXPECT_TRUE(has_live_session(admin));
    make("second", 2);
    EXPECT_EQ(leave(admin).status, 204);
}

TEST_F(OwnAccountTest, LetsOneOfTwoLastAdministratorsLeave) {
    auto const one = make_with_password("one", 2);
    auto const two = make_with_password("two", 2);
    std::string const body = R"({"password":"Right-Horse-42"})";
    auto const answers = api().call_together(
        {{http::Method::delete_, "/api/v1/users/me", body, &one},
         {http::Method::delete_, "/api/v1/users/me", body, &two}}
    );
    EXPECT_EQ(answers[0].status + answers[1].status, 204 + 409);
    EXPECT_EQ(
        number(R"(select count(*) from "user" where role = 2 and is_active and deleted_at is null)"
        ),
        1
    );
}

} // namespace
} // namespace qc::accounts

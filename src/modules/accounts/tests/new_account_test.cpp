// SPDX-License-Identifier: Apache-2.0
#include "staff_test.hpp"

namespace qc::accounts {
namespace {

TEST_F(StaffTest, MakesAccountsAndInvites) {
    auto const answer = create(
        admin_, R"(,"instagram":"eva","canEditQuests":true,"image":")" + std::string(picture) + "\""
    );
    ASSERT_EQ(answer.status, 204) << answer.body;
    auto const where = answer.header("Location");
    EXPECT_TRUE(where.starts_with("/api/v1/users/"));
    auto const made = api().get(where, &admin_);
    EXPECT_EQ(made.at("/username"), "new");
    EXPECT_EQ(made.at("/isActive"), boost::json::value(true));
    EXPECT_EQ(made.at("/isVerified"), boost::json::value(false));
    EXPECT_EQ(made.at("/canEditQuests"), boost::json::value(true));
    EXPECT_EQ(made.at("/profile/instagramUsername"), "eva");
    EXPECT_TRUE(text_at(made, "/profile/avatarUrl").starts_with("https://quest.example/"));
    EXPECT_EQ(number("select count(*) from stored_file where reference_count = 1"), 1);
    EXPECT_EQ(mails_to("new@example.org"), (Kinds{"account_made", "register_code"}));
    EXPECT_EQ(log_in("new").code(), "UNVERIFIED_USER");
    auto const code = mailed_code();
    auto const proven = api().post(
        "/api/v1/auth/register/verify-code",
        R"({"email":"new@example.org","code":")" + code + R"("})"
    );
    EXPECT_EQ(proven.status, 204);
    EXPECT_EQ(log_in("new@example.org").status, 200);
}

TEST_F(StaffTest, InvitesInTheLanguageOfTheRequestWithTheLoginOnly) {
    test::ApiCall call;
    call.method = http::Method::post;
    call.target = "/api/v1/users";
    call.body =
        R"({"username":"new","email":"new@example.org","password1":"Right-Horse-42",
            "password2":"Right-Horse-42","firstName":"<b>\r\n\u202E","lastName":"Ó","role":1,
            "isVerified":true,"isActive":false})";
    call.caller = &admin_;
    call.headers.emplace_back("Accept-Language", "ru-RU, en;q=0.5");
    ASSERT_EQ(api().call(call).status, 204);
    ASSERT_EQ(mails_to("new@example.org"), Kinds{"account_made"});
    auto const& mail = last_mail();
    EXPECT_EQ(mail.subject, "You were invited to QuestCity");
    EXPECT_EQ(mail.language, "ru");
    EXPECT_NE(mail.text.find("логин: new"), std::string::npos);
    EXPECT_NE(mail.html.find("логин: new"), std::string::npos);
    EXPECT_EQ(mail.text.find("Horse"), std::string::npos);
    EXPECT_EQ(
        number(R"(select count(*) from "user" u join profile p on p.id = u.profile_id
                  where username = 'new' and is_verified and not is_active and role = 1
                  and p.credits = 100)"),
        1
    );
}

TEST_F(StaffTest, MakesNothingWhenAFieldIsRefused) {
    make("bob");
    auto const users = number(R"(select count(*) from "user")");
    EXPECT_EQ(create(admin_, R"(,"username":"x")").status, 422);
    EXPECT_EQ(create(admin_, R"(,"image":"no base64!")").status, 422);
    EXPECT_EQ(create(make("manager", 1)).code(), "PERMISSION_DENIED");
    EXPECT_EQ(create(locker()).code(), "PERMISSION_DENIED");
    auto const taken = [this](std::string const& name, std::string const& email) {
        return api()
            .post(
                "/api/v1/users",
                R"({"username":")" + name + R"(","email":")" + email +
                    R"(","password1":"Right-Horse-42","password2":"Right-Horse-42",)"
                    R"("firstName":"A","lastName":"B","role":0})",
                &admin_
            )
            .code();
    };
    EXPECT_EQ(taken("BOB", "x@example.org"), "USERNAME_ALREADY_EXISTS");
    EXPECT_EQ(taken("xyz", "BOB@example.org"), "EMAIL_ALREADY_EXISTS");
    auto const weak = api().post(
        "/api/v1/users",
        R"({"username":"new","email":"n@example.org","password1":"weak","password2":"other",
            "firstName":"A","lastName":"B","role":2})",
        &admin_
    );
    EXPECT_EQ(weak.status, 422);
    EXPECT_EQ(text_at(weak, "/errors/0/msg"), "Value error, Passwords do not match");
    auto const several = api().post(
        "/api/v1/users",
        R"({"username":"a b","email":"n@example.org","password1":"Short-1pass",
            "password2":"Short-1pass","firstName":"","lastName":"B","role":1})",
        &admin_
    );
    EXPECT_EQ(text_at(several, "/errors/0/loc/1"), "username");
    EXPECT_EQ(text_at(several, "/errors/1/loc/1"), "password2");
    EXPECT_EQ(
        text_at(several, "/errors/1/msg"), "Value error, Password length should be at least 12"
    );
    EXPECT_EQ(text_at(several, "/errors/2/loc/1"), "firstName");
    EXPECT_EQ(number(R"(select count(*) from "user")"), users + 2);
    EXPECT_EQ(mail_count(), 0U);
}

} // namespace
} // namespace qc::accounts

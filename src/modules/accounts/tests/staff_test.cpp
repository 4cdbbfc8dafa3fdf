// SPDX-License-Identifier: Apache-2.0
#include "fixture.hpp"

namespace qc::accounts {
namespace {

using Kinds = std::vector<std::string>;

class StaffTest : public AccountsTest {
protected:
    void SetUp() override {
        AccountsTest::SetUp();
        if (!IsSkipped()) admin_ = make("admin", 2);
    }

    access::Caller locker(std::string const& name = "locker", std::int16_t role = 0) {
        Account account;
        account.username = name;
        account.role = role;
        account.can_lock_users = true;
        return make(account);
    }

    test::ApiAnswer
    lock(access::Caller const& who, access::Caller const& whom, std::string const& body = "{}") {
        return api().post(path(whom) + "/lock", body, &who);
    }

    test::ApiAnswer unlock(access::Caller const& who, access::Caller const& whom) {
        return api().post(path(whom) + "/unlock", "", &who);
    }

    test::ApiAnswer create(access::Caller const& who, std::string const& more = "") {
        return api().post(
            "/api/v1/users",
            R"({"username":"new","email":"new@example.org","password1":"Right-Horse-42",)"
            R"("password2":"Right-Horse-42","firstName":"Éva","lastName":"Ó","role":0)" +
                more + "}",
            &who
        );
    }

    std::string facts(access::Caller const& user) {
        return word(
            R"(select row(username, email, password, first_name, role, is_active, is_verified,
               can_edit_quests, can_lock_users) from "user" where id = ')" +
            user.user.text() + "'"
        );
    }

    std::int64_t active_admins() {
        return number(
            R"(select count(*) from "user" where role = 2 and is_active and deleted_at is null)"
        );
    }

    access::Caller admin_;
};

TEST_F(StaffTest, EditsEveryField) {
    auto const ann = make("ann");
    auto const answer = edit(
        admin_,
        ann,
        R"({"username":"bob","firstName":"Боб","lastName":"B","email":"bob@example.org",
            "password":"Fresh-Horse-4321","role":"1","is_active":true,"isVerified":true,
            "canEditQuests":true,"canLockUsers":true})"
    );
    EXPECT_EQ(answer.status, 204) << answer.body;
    auto const after = read(ann);
    EXPECT_EQ(after.username, "bob");
    EXPECT_EQ(after.first_name, "Боб");
    EXPECT_EQ(after.email, "bob@example.org");
    EXPECT_EQ(after.role, 1);
    EXPECT_TRUE(after.can_edit_quests && after.can_lock_users);
    EXPECT_FALSE(has_live_session(ann));
    EXPECT_EQ(mails_to("ann@example.org"), Kinds{"email_changed"});
    EXPECT_EQ(mails_to("bob@example.org"), (Kinds{"email_changed", "password_changed"}));
    EXPECT_EQ(log_in("bob", new_password).status, 200);
    EXPECT_EQ(
        number("select count(*) from audit_log where action = 'user.changed' and "
               "data->'fields' @> '[\"role\",\"password\",\"email\"]'"),
        1
    );
    EXPECT_EQ(number("select count(*) from audit_log where data::text like '%Horse%'"), 0);
}

TEST_F(StaffTest, EndsSessionsOnlyForWhatNeedsIt) {
    for (auto const* const harmless :
         {R"({"firstName":"X"})", R"({"canEditQuests":true})", R"({"role":0})", "{}"}) {
        auto const user = make(Account{});
        EXPECT_EQ(edit(admin_, user, harmless).status, 204);
        EXPECT_TRUE(has_live_session(user)) << harmless;
    }
    for (auto const* const ending :
         {R"({"role":1})", R"({"isActive":false})", R"({"password":"Fresh-Horse-4321"})"}) {
        auto const user = make(Account{});
        EXPECT_EQ(edit(admin_, user, ending).status, 204);
        EXPECT_FALSE(has_live_session(user)) << ending;
    }
}

struct FieldCase {
    char const* body;
    bool locker_may;
};

TEST_F(StaffTest, LetsEachFieldDependOnRightsAndChangesNothingElse) {
    Account editor;
    editor.role = 1;
    editor.can_edit_quests = true;
    auto const player = make("player");
    auto const manager = make(editor);
    auto const flagged = locker();
    constexpr std::array cases{
        FieldCase{R"({"username":"renamed"})", true},
        FieldCase{R"({"firstName":"A","lastName":"B"})", true},
        FieldCase{R"({"isActive":false})", true},
        FieldCase{R"({"isActive":true})", true},
        FieldCase{R"({"email":"x@example.org"})", false},
        FieldCase{R"({"password":"Fresh-Horse-4321"})", false},
        FieldCase{R"({"role":0})", false},
        FieldCase{R"({"isVerified":true})", false},
        FieldCase{R"({"canEditQuests":false})", false},
        FieldCase{R"({"canLockUsers":true})", false},
        FieldCase{R"({"firstName":"A","role":0})", false},
    };
    auto const ann = make("ann");
    for (auto const& [body, locker_may] : cases) {
        auto const before = facts(ann);
        for (auto const* const nobody : {&player, &manager})
            EXPECT_EQ(edit(*nobody, ann, body).code(), "PERMISSION_DENIED") << body;
        if (!locker_may) EXPECT_EQ(edit(flagged, ann, body).code(), "PERMISSION_DENIED") << body;
        EXPECT_EQ(facts(ann), before) << body;
        if (locker_may) EXPECT_EQ(edit(flagged, ann, body).status, 204) << body;
        EXPECT_EQ(edit(admin_, ann, body).status, 204) << body;
    }
}

TEST_F(StaffTest, ReachesNobodyOfAHigherRoleAndNotTheOwnRights) {
    auto const flagged = locker();
    auto const manager = locker("manager", 1);
    EXPECT_EQ(edit(flagged, manager, R"({"firstName":"X"})").code(), "ROLE_ESCALATION");
    EXPECT_EQ(edit(manager, admin_, R"({"isActive":false})").code(), "ROLE_ESCALATION");
    EXPECT_EQ(lock(manager, admin_).code(), "ROLE_ESCALATION");
    EXPECT_EQ(edit(manager, flagged, R"({"firstName":"X"})").status, 204);
    EXPECT_EQ(lock(flagged, flagged).code(), "ROLE_ESCALATION");
    auto const before = facts(admin_);
    for (auto const* const own :
         {R"({"role":1})",
          R"({"isActive":false})",
          R"({"isVerified":false})",
          R"({"canEditQuests":true})",
          R"({"canLockUsers":true,"firstName":"X"})",
          R"({"role":0,"password":"Fresh-Horse-4321"})"})
        EXPECT_EQ(edit(admin_, admin_, own).code(), "ROLE_ESCALATION") << own;
    EXPECT_EQ(api().remove(path(admin_), &admin_).code(), "ROLE_ESCALATION");
    EXPECT_EQ(facts(admin_), before);
    EXPECT_EQ(edit(admin_, admin_, R"({"role":2,"isActive":true,"firstName":"Me"})").status, 204);
}

TEST_F(StaffTest, RefusesConflictsAndBadInput) {
    auto const ann = make("ann");
    make("bob");
    auto const before = facts(ann);
    EXPECT_EQ(edit(admin_, ann, R"({"username":"BOB"})").code(), "USERNAME_ALREADY_EXISTS");
    EXPECT_EQ(
        edit(admin_, ann, R"({"role":1,"email":"Bob@example.org"})").code(), "EMAIL_ALREADY_EXISTS"
    );
    EXPECT_EQ(edit(admin_, ann, R"({"role":3})").status, 422);
    EXPECT_EQ(edit(admin_, ann, R"({"username":"a@b","email":"x"})").status, 422);
    auto const weak = edit(admin_, ann, R"({"password":"Short-1pass","role":1})");
    EXPECT_EQ(weak.status, 422);
    EXPECT_EQ(text_at(weak, "/errors/0/loc/1"), "password");
    EXPECT_EQ(facts(ann), before);
    access::Caller ghost;
    ghost.user = UserId{api().random().uuid()};
    for (auto const* const body : {"{}", R"({"password":"Fresh-Horse-4321"})"})
        EXPECT_EQ(edit(admin_, ghost, body).code(), "USER_NOT_FOUND");
    EXPECT_EQ(lock(admin_, ghost).code(), "USER_NOT_FOUND");
    EXPECT_EQ(unlock(admin_, ghost).code(), "USER_NOT_FOUND");
    EXPECT_EQ(api().remove(path(ghost), &admin_).code(), "USER_NOT_FOUND");
    EXPECT_EQ(edit(admin_, ann, R"({"username":"ANN","email":"ann@example.org"})").status, 204);
}

TEST_F(StaffTest, VerifiesOnceWithOpeningCredits) {
    Account unproven;
    unproven.is_verified = false;
    auto const ann = make(unproven);
    EXPECT_EQ(edit(admin_, ann, R"({"isVerified":true})").status, 204);
    EXPECT_TRUE(read(ann).is_verified);
    EXPECT_EQ(read(ann).profile.credits, 100);
    EXPECT_EQ(edit(admin_, ann, R"({"isVerified":false})").status, 204);
    EXPECT_EQ(edit(admin_, ann, R"({"isVerified":true})").status, 204);
    EXPECT_EQ(read(ann).profile.credits, 100);
}

TEST_F(StaffTest, MailsACodeToANewUnprovenAddress) {
    Account unproven;
    unproven.username = "ann";
    unproven.is_verified = false;
    auto const ann = make(unproven);
    EXPECT_EQ(edit(admin_, ann, R"({"email":"new@example.org"})").status, 204);
    EXPECT_EQ(mails_to("new@example.org"), (Kinds{"email_changed", "register_code"}));
    auto const proven = api().post(
        "/api/v1/auth/register/verify-code",
        R"({"email":"new@example.org","code":")" + mailed_code() + R"("})"
    );
    EXPECT_EQ(proven.status, 204);
}

TEST_F(StaffTest, LocksOutAndLetsInAgain) {
    auto const ann = make_with_password("ann");
    auto const locked = lock(locker(), ann, R"({"reason":"Rude"})");
    EXPECT_EQ(locked.status, 200);
    EXPECT_EQ(locked.at("/isActive"), boost::json::value(false));
    EXPECT_EQ(word(R"(select locked_reason from "user" where username = 'ann')"), "Rude");
    EXPECT_FALSE(has_live_session(ann));
    EXPECT_EQ(log_in("ann").code(), "INACTIVE_USER");
    EXPECT_EQ(lock(admin_, ann).status, 200);
    EXPECT_EQ(mail_count(), 0U);
    auto const unlocked = unlock(admin_, ann);
    EXPECT_EQ(unlocked.at("/isActive"), boost::json::value(true));
    EXPECT_EQ(mails_to("ann@example.org"), Kinds{"account_unlocked"});
    EXPECT_EQ(unlock(admin_, ann).status, 200);
    EXPECT_EQ(mail_count(), 1U);
    EXPECT_EQ(number(R"(select count(*) from "user" where locked_reason is not null)"), 0);
    EXPECT_EQ(log_in("ann").status, 200);
    auto const player = make("player");
    EXPECT_EQ(lock(player, ann).code(), "PERMISSION_DENIED");
    EXPECT_EQ(unlock(player, ann).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().remove(path(ann), &player).code(), "PERMISSION_DENIED");
}

TEST_F(StaffTest, DeletesByMakingAnonymous) {
    auto const ann = make("ann");
    EXPECT_EQ(api().remove(path(ann), &admin_).status, 204);
    EXPECT_FALSE(find(ann));
    EXPECT_FALSE(has_live_session(ann));
    EXPECT_EQ(api().get(path(ann), &admin_).code(), "USER_NOT_FOUND");
    EXPECT_EQ(api().remove(path(ann), &admin_).code(), "USER_NOT_FOUND");
    EXPECT_EQ(
        number(
            "select count(*) from audit_log where action = 'user.deleted' and object_id = '" +
            ann.user.text() + "'"
        ),
        1
    );
}

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
    EXPECT_EQ(number(R"(select count(*) from "user")"), users + 2);
    EXPECT_EQ(mail_count(), 0U);
}

TEST_F(StaffTest, LeavesOneOfTwoAdministratorsWhoActOnEachOther) {
    struct Attack {
        http::Method method;
        std::string suffix;
        std::string body;
    };

    std::vector<Attack> const attacks{
        {http::Method::patch, "", R"({"role":0})"},
        {http::Method::patch, "", R"({"isActive":false})"},
        {http::Method::post, "/lock", "{}"},
        {http::Method::delete_, "", ""},
    };
    Account administrator;
    administrator.role = 2;
    for (auto const& one : attacks) {
        for (auto const& other : attacks) {
            run_sql(R"(update "user" set role = 0)");
            auto const ann = make(administrator);
            auto const bob = make(administrator);
            auto const answers = api().call_together(
                {{one.method, path(bob) + one.suffix, one.body, &ann},
                 {other.method, path(ann) + other.suffix, other.body, &bob}}
            );
            EXPECT_EQ(active_admins(), 1) << one.body << other.body;
            std::size_t const refused = answers[0].status >= 400 ? 0 : 1;
            EXPECT_LT(answers[1 - refused].status, 300);
            EXPECT_TRUE(
                answers[refused].code() == "LAST_ADMIN" ||
                answers[refused].code() == "USER_NOT_FOUND"
            ) << answers[refused].body;
        }
    }
}

TEST_F(StaffTest, StopsWhoeverLostHisRightsAMomentAgo) {
    auto const bob = make("bob", 2);
    auto const ann = make("ann");
    ASSERT_EQ(edit(admin_, bob, R"({"role":1})").status, 204);
    auto const before = facts(ann);
    EXPECT_EQ(edit(bob, ann, R"({"role":2})").code(), "PERMISSION_DENIED");
    EXPECT_EQ(edit(bob, ann, R"({"firstName":"X"})").code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().remove(path(ann), &bob).code(), "PERMISSION_DENIED");
    EXPECT_EQ(create(bob).code(), "PERMISSION_DENIED");
    ASSERT_EQ(lock(admin_, bob).status, 200);
    EXPECT_EQ(lock(bob, ann).code(), "INACTIVE_USER");
    EXPECT_EQ(api().patch(profile_path(ann), R"({"credits":5})", &bob).code(), "INACTIVE_USER");
    EXPECT_EQ(facts(ann), before);
}

} // namespace
} // namespace qc::accounts

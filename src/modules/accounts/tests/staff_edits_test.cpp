// SPDX-License-Identifier: Apache-2.0
#include "staff_test.hpp"

namespace qc::accounts {
namespace {

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
    auto const several = edit(admin_, ann, R"({"password":"weak","email":"x"})");
    EXPECT_EQ(text_at(several, "/errors/0/loc/1"), "password");
    EXPECT_EQ(several.at("/errors").as_array().back().at("loc").at(1), "email");
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

} // namespace
} // namespace qc::accounts

// SPDX-License-Identifier: Apache-2.0
#include "api_support/api.hpp"
#include "permissions/permissions_module.hpp"

#include <gtest/gtest.h>

namespace qc::permissions {
namespace {

class PermissionsRoutes : public test::ApiTest {
protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        http::Routes routes;
        PermissionsModule().add_routes(routes);
        api().serve(std::move(routes));
    }

    test::ApiAnswer check(std::string const& name, access::Caller const& caller) {
        return api().post(
            "/api/v1/permissions/check", R"({"permission":")" + name + R"("})", &caller
        );
    }
};

TEST_F(PermissionsRoutes, ListOwnPermissionsInAlphabeticalOrder) {
    auto const caller = api().make_user();
    auto const answer = api().get("/api/v1/permissions/me", &caller);
    EXPECT_EQ(answer.at("/roleName"), "USER");
    EXPECT_EQ(answer.at("/permissionCount"), 10);
    EXPECT_EQ(answer.at("/permissions/0"), "create_chats");
    EXPECT_EQ(answer.at("/permissions/9"), "write_reviews");
}

TEST_F(PermissionsRoutes, ShowRoleAndFlags) {
    test::Api::Account account;
    account.role = 1;
    account.can_lock_users = true;
    auto const caller = api().make_user(account);
    auto const answer = api().get("/api/v1/permissions/me", &caller);
    EXPECT_EQ(answer.at("/role"), 1);
    EXPECT_EQ(answer.at("/roleName"), "MANAGER");
    EXPECT_EQ(answer.at("/canLockUsers"), true);
    EXPECT_EQ(answer.at("/permissionCount"), 20);
}

TEST_F(PermissionsRoutes, AnswerAChecksResult) {
    auto const caller = api().make_user();
    auto const granted = check("view_quests", caller);
    EXPECT_EQ(granted.at("/hasPermission"), true);
    EXPECT_EQ(granted.at("/reason"), "Permission granted");
    auto const missing = check("view_logs", caller);
    EXPECT_EQ(missing.at("/hasPermission"), false);
    EXPECT_EQ(missing.at("/reason"), "Insufficient privileges");
    auto const unknown = check("fly", caller);
    EXPECT_EQ(unknown.at("/hasPermission"), false);
    EXPECT_EQ(unknown.at("/reason"), "Unknown permission: fly");
}

TEST_F(PermissionsRoutes, TellUnverifiedUsersWhy) {
    auto caller = api().make_user();
    caller.is_verified = false;
    caller.permissions = access::with(access::Permissions(), access::Permission::view_own_profile);
    EXPECT_EQ(check("view_quests", caller).at("/reason"), "User is not verified");
    EXPECT_EQ(check("view_logs", caller).at("/reason"), "Insufficient privileges");
}

TEST_F(PermissionsRoutes, ListEverythingThatExists) {
    auto const answer = api().get("/api/v1/permissions/available");
    EXPECT_EQ(answer.json().as_array().size(), 36U);
    EXPECT_EQ(answer.at("/0/permission"), "view_own_profile");
    EXPECT_EQ(answer.at("/0/category"), "View");
    EXPECT_EQ(answer.at("/4/description"), "Блокировка пользователей");
}

} // namespace
} // namespace qc::permissions

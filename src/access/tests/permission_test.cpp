// SPDX-License-Identifier: Apache-2.0
#include "access/permission.hpp"

#include <gtest/gtest.h>

namespace qc::access {
namespace {

TEST(Permissions, RolesGrantWhatTheContractCounts) {
    EXPECT_EQ(granted(0, false, false).count(), 10u);
    EXPECT_EQ(granted(1, false, false).count(), 17u);
    EXPECT_EQ(granted(2, false, false).count(), 36u);
}

TEST(Permissions, UnknownRoleGrantsTheUserSet) {
    EXPECT_EQ(granted(7, false, false), granted(0, false, false));
    EXPECT_EQ(role_name(7), "UNKNOWN");
    EXPECT_EQ(role_name(1), "MANAGER");
    EXPECT_EQ(role_name(2), "ADMIN");
    EXPECT_EQ(role_name(0), "USER");
}

TEST(Permissions, FlagsAddTheirSets) {
    auto const editor = granted(0, true, false);
    EXPECT_EQ(editor.count(), 18u);
    EXPECT_TRUE(has(editor, Permission::manage_tools));
    auto const locker = granted(0, false, true);
    EXPECT_EQ(locker.count(), 14u);
    EXPECT_TRUE(has(locker, Permission::unlock_users));
    EXPECT_FALSE(has(locker, Permission::delete_users));
}

TEST(Permissions, NamesGoBothWays) {
    for (auto const permission : all_permissions()) {
        EXPECT_EQ(permission_named(text_of(permission).name), permission);
        EXPECT_FALSE(text_of(permission).description.empty());
    }
    EXPECT_FALSE(permission_named("view_secrets"));
    EXPECT_EQ(category_of(Permission::manage_unlock_requests), "Manage");
}

} // namespace
} // namespace qc::access

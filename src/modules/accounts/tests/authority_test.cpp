// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "accounts/domain/authority.hpp"
#include "accounts/domain/errors.hpp"

#include <gtest/gtest.h>

namespace qc::accounts {
namespace {

UserId user_number(std::uint8_t number) {
    Uuid::Bytes bytes{};
    bytes.back() = number;
    return UserId{Uuid::from_random(bytes)};
}

Actor actor(std::int16_t role, bool can_edit_quests = false, bool can_lock_users = false) {
    return {user_number(1), role, access::granted(role, can_edit_quests, can_lock_users)};
}

Rights with_role(std::int16_t role) {
    Rights rights;
    rights.role = role;
    return rights;
}

RightsChange of_other(Rights before, Rights after) {
    return {user_number(2), before, after};
}

bool escalates(Actor const& actor, RightsChange const& change) {
    auto const checked = check_change(actor, change);
    return !checked && checked.error().is(role_escalation);
}

TEST(Authority, LetsEachFieldDependOnItsOwnRight) {
    NamedFields names;
    NamedFields locks;
    NamedFields unlocks;
    NamedFields others;
    names.names = locks.locks = unlocks.unlocks = others.others = true;
    auto const player = access::granted(0, false, false);
    auto const editor = access::granted(1, true, false);
    auto const locker = access::granted(0, false, true);
    auto const admin = access::granted(2, false, false);
    for (auto const& named : {names, locks, unlocks, others}) {
        EXPECT_FALSE(check_fields(player, named));
        EXPECT_FALSE(check_fields(editor, named));
        EXPECT_TRUE(check_fields(admin, named));
    }
    EXPECT_TRUE(check_fields(locker, names));
    EXPECT_TRUE(check_fields(locker, locks));
    EXPECT_TRUE(check_fields(locker, unlocks));
    auto const refused = check_fields(locker, others);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(access::permission_denied));
    EXPECT_EQ(std::get<std::string>(refused.error().details[0].second), "manage_user_roles");
}

TEST(Authority, RefusesAMixOfAllowedAndForbiddenFields) {
    NamedFields mixed;
    mixed.locks = mixed.others = true;
    EXPECT_FALSE(check_fields(access::granted(0, false, true), mixed));
}

TEST(Authority, KeepsUsersOfHigherRolesOutOfReach) {
    for (std::int16_t own = 0; own <= 2; ++own) {
        for (std::int16_t other = 0; other <= 2; ++other) {
            auto locked = with_role(other);
            locked.is_active = false;
            EXPECT_EQ(escalates(actor(own), of_other(with_role(other), locked)), other > own);
            EXPECT_EQ(
                escalates(actor(own), of_other(with_role(other), with_role(other))), other > own
            );
        }
    }
}

TEST(Authority, GrantsNoRoleAboveTheOwn) {
    EXPECT_TRUE(escalates(actor(1), of_other(with_role(0), with_role(2))));
    EXPECT_FALSE(escalates(actor(1), of_other(with_role(0), with_role(1))));
    EXPECT_FALSE(escalates(actor(2), of_other(with_role(0), with_role(2))));
}

TEST(Authority, GrantsNoFlagWhoseRightsAreNotHeld) {
    auto edits = with_role(0);
    edits.can_edit_quests = true;
    auto locks = with_role(0);
    locks.can_lock_users = true;
    EXPECT_TRUE(escalates(actor(1), of_other(with_role(0), edits)));
    EXPECT_FALSE(escalates(actor(1, true), of_other(with_role(0), edits)));
    EXPECT_TRUE(escalates(actor(1, true), of_other(with_role(0), locks)));
    EXPECT_FALSE(escalates(actor(1, false, true), of_other(with_role(0), locks)));
    EXPECT_FALSE(escalates(actor(1), of_other(edits, with_role(0))));
    EXPECT_FALSE(escalates(actor(1), of_other(locks, locks)));
}

TEST(Authority, LetsNobodyChangeTheOwnRights) {
    auto const self = actor(2);
    auto const before = with_role(2);
    EXPECT_FALSE(escalates(self, {self.user, before, before}));
    for (auto const member :
         {&Rights::is_active,
          &Rights::is_verified,
          &Rights::can_edit_quests,
          &Rights::can_lock_users}) {
        auto after = before;
        after.*member = !(after.*member);
        EXPECT_TRUE(escalates(self, {self.user, before, after}));
    }
    EXPECT_TRUE(escalates(self, {self.user, before, with_role(1)}));
}

TEST(Authority, MakesNoAccountAboveItself) {
    auto flags = with_role(0);
    flags.can_edit_quests = flags.can_lock_users = true;
    EXPECT_TRUE(check_grant(actor(2), with_role(2)));
    EXPECT_TRUE(check_grant(actor(2), flags));
    EXPECT_FALSE(check_grant(actor(1), with_role(2)));
    EXPECT_FALSE(check_grant(actor(1, true), flags));
    EXPECT_TRUE(check_grant(actor(1, true, true), flags));
}

TEST(Authority, LeavesOwnMoneyToAdministrators) {
    EXPECT_TRUE(check_own_money(actor(2), user_number(1)));
    EXPECT_TRUE(check_own_money(actor(0, false, true), user_number(2)));
    auto const refused = check_own_money(actor(0, false, true), user_number(1));
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(access::permission_denied));
}

TEST(Rights, KnowActiveAdministrators) {
    auto admin = with_role(2);
    EXPECT_TRUE(admin.is_active_admin());
    admin.is_active = false;
    EXPECT_FALSE(admin.is_active_admin());
    EXPECT_FALSE(with_role(1).is_active_admin());
}

} // namespace
} // namespace qc::accounts

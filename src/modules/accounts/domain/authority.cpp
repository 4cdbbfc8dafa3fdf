// SPDX-License-Identifier: Apache-2.0
#include "accounts/domain/authority.hpp"

#include "access/errors.hpp"
#include "accounts/domain/errors.hpp"

namespace qc::accounts {
namespace {

using access::Permission;

constexpr auto admin = static_cast<std::int16_t>(access::Role::admin);

Error denied(std::string_view needed) {
    return Error{&access::permission_denied}.with("permission", std::string(needed));
}

/// What the two flags add to the rights of a player.
access::Permissions flag_permissions(bool can_edit_quests, bool can_lock_users) {
    return access::granted(0, can_edit_quests, can_lock_users) & ~access::granted(0, false, false);
}

bool holds(Actor const& actor, access::Permissions const& wanted) {
    return (wanted & ~actor.permissions).none();
}

} // namespace

bool Rights::is_active_admin() const {
    return role == admin && is_active;
}

Result<Nothing> check_fields(access::Permissions const& permissions, NamedFields const& named) {
    if (access::has(permissions, Permission::manage_user_roles)) return nothing;
    if (named.others) return denied("manage_user_roles");
    if (named.names && !access::has(permissions, Permission::edit_user_profiles))
        return denied("edit_user_profiles|manage_user_roles");
    if (named.locks && !access::has(permissions, Permission::lock_users))
        return denied("lock_users|manage_user_roles");
    if (named.unlocks && !access::has(permissions, Permission::unlock_users))
        return denied("unlock_users|manage_user_roles");
    return nothing;
}

Result<Nothing> check_change(Actor const& actor, RightsChange const& change) {
    auto const& [user, before, after] = change;
    if (before.role > actor.role) return role_escalation;
    if (actor.user == user && before != after) return role_escalation;
    if (after.role != before.role && after.role > actor.role) return role_escalation;
    auto const added = flag_permissions(
        after.can_edit_quests && !before.can_edit_quests,
        after.can_lock_users && !before.can_lock_users
    );
    if (!holds(actor, added)) return role_escalation;
    return nothing;
}

Result<Nothing> check_grant(Actor const& actor, Rights const& granted) {
    if (granted.role > actor.role) return role_escalation;
    if (!holds(actor, flag_permissions(granted.can_edit_quests, granted.can_lock_users)))
        return role_escalation;
    return nothing;
}

Result<Nothing> check_own_money(Actor const& actor, UserId owner) {
    if (actor.user != owner || actor.role == admin) return nothing;
    return denied("edit_user_profiles");
}

} // namespace qc::accounts

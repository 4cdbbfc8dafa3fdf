// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/permission.hpp"
#include "core/id.hpp"
#include "core/result.hpp"

namespace qc::accounts {

/// What of an account decides what its user may do.
struct Rights {
    std::int16_t role = 0;
    bool is_active = true;
    bool is_verified = false;
    bool can_edit_quests = false;
    bool can_lock_users = false;

    bool operator==(Rights const&) const = default;

    [[nodiscard]] bool is_active_admin() const;
};

/// Who wants to change something.
struct Actor {
    UserId user;
    std::int16_t role = 0;
    access::Permissions permissions;
};

/// Which kinds of fields a change names, whether their values differ or not.
struct NamedFields {
    bool names = false;
    bool locks = false;
    bool unlocks = false;
    /// E-mail, password, role, verification, flags.
    bool others = false;
};

/// Every named field must be allowed: refuses with PERMISSION_DENIED and the missing permission.
[[nodiscard]] Result<Nothing>
check_fields(access::Permissions const& permissions, NamedFields const& named);

/// The rights of an account before and after.
struct RightsChange {
    UserId user;
    Rights before;
    Rights after;
};

/// Nobody changes his own rights, or a user of a higher role, or grants what he does not hold:
/// ROLE_ESCALATION.
[[nodiscard]] Result<Nothing> check_change(Actor const& actor, RightsChange const& change);

/// Nobody makes an account with more rights than his own: ROLE_ESCALATION.
[[nodiscard]] Result<Nothing> check_grant(Actor const& actor, Rights const& granted);

/// Credits and subscriptions of the own profile are for administrators: PERMISSION_DENIED.
[[nodiscard]] Result<Nothing> check_own_money(Actor const& actor, UserId owner);

} // namespace qc::accounts

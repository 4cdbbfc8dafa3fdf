// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/permission.hpp"
#include "core/id.hpp"

namespace qc::access {

/// Who makes a request, as the user and session rows say (at most 5 s ago), never as the token
/// says. `permissions` already leaves out what an unverified account may not do.
struct Caller {
    UserId user;
    SessionId session;
    std::int16_t role = 0;
    bool is_active = true;
    bool is_verified = true;
    bool can_edit_quests = false;
    bool can_lock_users = false;
    Permissions permissions;

    [[nodiscard]] bool may(Permission permission) const { return has(permissions, permission); }
};

} // namespace qc::access

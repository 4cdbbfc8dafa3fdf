// SPDX-License-Identifier: Apache-2.0
#include "users/users.hpp"

namespace qc::users {

bool may_be_overwritten(Account const& account, Instant now) {
    constexpr std::chrono::hours grace{24};
    bool const has_rights = account.role != 0 || account.can_edit_quests || account.can_lock_users;
    return account.self_registered && account.is_active && !account.is_verified && !has_rights &&
           !account.last_login_at && now - account.created_at > grace;
}

} // namespace qc::users

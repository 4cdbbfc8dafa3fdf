// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "users/users.hpp"

#include <optional>
#include <string>

namespace qc::friends {

/// As others are told it.
[[nodiscard]] inline std::string full_name(users::Account const& account) {
    return account.first_name + " " + account.last_name;
}

/// Friends are made among active users with a proven address.
[[nodiscard]] inline bool may_befriend(std::optional<users::Account> const& account) {
    return account && account->is_active && account->is_verified;
}

} // namespace qc::friends

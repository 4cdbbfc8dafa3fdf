// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "users/users.hpp"

#include <string>

namespace qc::friends {

/// As others are told it.
[[nodiscard]] inline std::string full_name(users::Account const& account) {
    return account.first_name + " " + account.last_name;
}

} // namespace qc::friends

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "users/users.hpp"

#include <string>

namespace qc::friends {

/// As others are told it; empty when the user is deleted.
[[nodiscard]] inline Task<std::string> full_name(users::Users& users, UserId user) {
    auto const read = co_await users.read(user);
    if (!read) co_return std::string();
    co_return read->first_name + " " + read->last_name;
}

} // namespace qc::friends

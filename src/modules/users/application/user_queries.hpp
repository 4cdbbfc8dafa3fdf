// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/page.hpp"
#include "users/users.hpp"

namespace qc::users {

struct UserFilter {
    bool is_active = true;
    std::optional<std::int16_t> role;
    /// As core/search_term.hpp gives it: similar names, and user names that begin with it.
    std::optional<std::string> search;
};

class UserQueries {
public:
    virtual ~UserQueries() = default;

    /// Nullopt when there is no such user or he is deleted.
    virtual Task<std::optional<UserPublic>> find_public(UserId user) = 0;

    /// The best matches first, then by role, the highest first, and age.
    virtual Task<Page<UserRead>> list(UserFilter filter, PageRequest page) = 0;
};

} // namespace qc::users

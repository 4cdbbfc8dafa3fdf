// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "pg/raw_rows.hpp"
#include "users/users.hpp"

#include <vector>

namespace qc::users {

/// Rows of user_read and of the lists, with the keys of avatars turned into URLs.
[[nodiscard]] std::vector<UserRead> users_of(pg::Rows const& rows, files::Files const& files);

} // namespace qc::users

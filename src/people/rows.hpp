// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "people/views.hpp"
#include "pg/raw_rows.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::people {

/// The URL of a stored file with this key.
using UrlOf = std::function<std::string(std::string_view)>;

// The columns are called as the members of the views; those of the profile stand beside them, its
// id as profile_id. The column avatar_url holds a key.

[[nodiscard]] std::vector<UserRead> users_of(pg::Rows const& rows, UrlOf const& url_of);

[[nodiscard]] std::vector<UserPublic> public_users_of(pg::Rows const& rows, UrlOf const& url_of);

} // namespace qc::people

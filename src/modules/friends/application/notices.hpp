// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "notifications/notifications.hpp"
#include "users/users.hpp"

#include <string>

namespace qc::friends {

/// Both are written in the language of the reader.
[[nodiscard]] notifications::Notice
request_notice(users::Account const& reader, std::string const& sender_name, FriendRequestId id);

[[nodiscard]] notifications::Notice
accepted_notice(users::Account const& reader, std::string const& friend_name, UserId new_friend);

} // namespace qc::friends

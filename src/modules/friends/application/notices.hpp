// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/notifications.hpp"
#include "users/users.hpp"

namespace qc::friends {

[[nodiscard]] notifications::Notice
request_notice(UserId reader, users::Account const& sender, FriendRequestId id);

[[nodiscard]] notifications::Notice
accepted_notice(UserId reader, users::Account const& new_friend);

} // namespace qc::friends

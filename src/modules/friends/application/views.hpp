// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "friends/domain/friend_request.hpp"

#include <optional>
#include <string>

namespace qc::friends {

/// A request as one of the two sees it: the names are those of the other one.
struct RequestView {
    FriendRequestId id;
    std::string first_name;
    std::string last_name;
    std::string username;
    UserId other;
    /// The reader sent it, else he received it.
    bool sent = false;
    RequestStatus status = RequestStatus::sended;
    Instant created_at;
    Instant updated_at;
};

} // namespace qc::friends

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::friends {

inline constexpr ErrorCode self_friend_request{
    ErrorKind::invalid, "SELF_FRIEND_REQUEST", "Cannot send a friend request to yourself."
};
inline constexpr ErrorCode user_not_eligible_for_friend_request{
    ErrorKind::invalid,
    "USER_NOT_ELIGIBLE_FOR_FRIEND_REQUEST",
    "User is not eligible to receive a friend request."
};
inline constexpr ErrorCode user_not_eligible_for_friend{
    ErrorKind::invalid,
    "USER_NOT_ELIGIBLE_FOR_FRIEND",
    "User is not eligible for creating a friendship."
};
inline constexpr ErrorCode friendship_already_exists{
    ErrorKind::invalid, "FRIENDSHIP_ALREADY_EXISTS", "Friendship between the users already exists."
};
inline constexpr ErrorCode friend_request_already_exists{
    ErrorKind::conflict,
    "FRIEND_REQUEST_ALREADY_EXISTS",
    "A friend request already exists between these users."
};
inline constexpr ErrorCode friend_request_not_found{
    ErrorKind::not_found, "FRIEND_REQUEST_NOT_FOUND", "Friend request not found."
};
inline constexpr ErrorCode friendship_not_found{
    ErrorKind::not_found,
    "FRIENDSHIP_NOT_FOUND",
    "The specified friendship does not exist or is invalid."
};
inline constexpr ErrorCode user_not_found{
    ErrorKind::not_found, "USER_NOT_FOUND", "User not found."
};
inline constexpr ErrorCode invalid_state{
    ErrorKind::conflict, "INVALID_STATE", "The operation is not allowed in the current state."
};

} // namespace qc::friends

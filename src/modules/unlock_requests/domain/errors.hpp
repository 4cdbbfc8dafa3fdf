// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::unlock_requests {

inline constexpr ErrorCode user_already_active{
    ErrorKind::invalid,
    "USER_ALREADY_ACTIVE",
    "User is already active. Unlock request is not allowed."
};
inline constexpr ErrorCode user_not_found{
    ErrorKind::not_found, "USER_NOT_FOUND", "User not found."
};
inline constexpr ErrorCode unlock_request_not_found{
    ErrorKind::not_found, "UNLOCK_REQUEST_NOT_FOUND", "Unlock request not found."
};
inline constexpr ErrorCode pending_unlock_request_exists{
    ErrorKind::conflict,
    "PENDING_UNLOCK_REQUEST_EXISTS",
    "A pending unlock request already exists for this email."
};
inline constexpr ErrorCode invalid_state{
    ErrorKind::conflict, "INVALID_STATE", "The operation is not allowed in the current state."
};

} // namespace qc::unlock_requests

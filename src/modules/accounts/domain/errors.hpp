// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::accounts {

inline constexpr ErrorCode user_not_found{
    ErrorKind::not_found, "USER_NOT_FOUND", "User not found."
};
inline constexpr ErrorCode profile_not_found{
    ErrorKind::not_found, "PROFILE_NOT_FOUND", "Profile not found."
};
inline constexpr ErrorCode role_escalation{
    ErrorKind::forbidden,
    "ROLE_ESCALATION",
    "You cannot grant rights you do not hold or change a user of a higher role."
};
inline constexpr ErrorCode last_admin{
    ErrorKind::conflict, "LAST_ADMIN", "The last active administrator cannot be changed this way."
};
inline constexpr ErrorCode invalid_user_credentials{
    ErrorKind::unauthenticated, "INVALID_USER_CREDENTIALS", "Incorrect login or password."
};
inline constexpr ErrorCode too_many_attempts{
    ErrorKind::rate_limited, "TOO_MANY_ATTEMPTS", "Too many attempts."
};
inline constexpr ErrorCode too_many_requests{
    ErrorKind::rate_limited, "TOO_MANY_REQUESTS", "Too many requests."
};
inline constexpr ErrorCode invalid_code{
    ErrorKind::invalid, "INVALID_CODE", "Invalid confirmation code."
};
inline constexpr ErrorCode code_expired{
    ErrorKind::invalid, "CODE_EXPIRED", "Confirmation code has expired."
};
/// The balance would pass its cap.
inline constexpr ErrorCode invalid_state{
    ErrorKind::conflict, "INVALID_STATE", "The operation is not allowed in the current state."
};

} // namespace qc::accounts

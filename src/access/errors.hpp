// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::access {

inline constexpr ErrorCode access_token_required{
    ErrorKind::unauthenticated, "ACCESS_TOKEN_REQUIRED", "Access token is required."
};
inline constexpr ErrorCode invalid_access_token{
    ErrorKind::unauthenticated, "INVALID_ACCESS_TOKEN", "Invalid access token."
};
inline constexpr ErrorCode access_token_expired{
    ErrorKind::unauthenticated, "ACCESS_TOKEN_EXPIRED", "Access token has expired."
};
inline constexpr ErrorCode session_revoked{
    ErrorKind::unauthenticated, "SESSION_REVOKED", "The session was revoked."
};
inline constexpr ErrorCode inactive_user{
    ErrorKind::forbidden, "INACTIVE_USER", "User is inactive."
};
inline constexpr ErrorCode permission_denied{
    ErrorKind::forbidden, "PERMISSION_DENIED", "You don't have permission to access this."
};

} // namespace qc::access

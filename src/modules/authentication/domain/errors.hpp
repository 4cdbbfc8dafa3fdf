// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::authentication {

inline constexpr ErrorCode invalid_code{
    ErrorKind::invalid, "INVALID_CODE", "Invalid confirmation code."
};
inline constexpr ErrorCode code_expired{
    ErrorKind::invalid, "CODE_EXPIRED", "Confirmation code has expired."
};
inline constexpr ErrorCode invalid_reset_password_token{
    ErrorKind::invalid, "INVALID_RESET_PASSWORD_TOKEN", "Invalid reset password token."
};
inline constexpr ErrorCode reset_password_token_expired{
    ErrorKind::invalid, "RESET_PASSWORD_TOKEN_EXPIRED", "Reset password token has expired."
};
inline constexpr ErrorCode invalid_user_credentials{
    ErrorKind::unauthenticated, "INVALID_USER_CREDENTIALS", "Incorrect login or password."
};
inline constexpr ErrorCode unverified_user{
    ErrorKind::unauthenticated, "UNVERIFIED_USER", "User is unverified."
};
inline constexpr ErrorCode invalid_refresh_token{
    ErrorKind::unauthenticated, "INVALID_REFRESH_TOKEN", "Invalid refresh token."
};
inline constexpr ErrorCode refresh_token_expired{
    ErrorKind::unauthenticated, "REFRESH_TOKEN_EXPIRED", "Refresh token has expired."
};
inline constexpr ErrorCode refresh_token_reused{
    ErrorKind::unauthenticated,
    "REFRESH_TOKEN_REUSED",
    "Refresh token was already used; the session is closed."
};
inline constexpr ErrorCode user_not_found_for_email{
    ErrorKind::not_found, "USER_NOT_FOUND_FOR_EMAIL", "No user found with that email."
};
inline constexpr ErrorCode session_not_found{
    ErrorKind::not_found, "SESSION_NOT_FOUND", "Session not found."
};
inline constexpr ErrorCode too_many_attempts{
    ErrorKind::rate_limited, "TOO_MANY_ATTEMPTS", "Too many attempts."
};
inline constexpr ErrorCode too_many_requests{
    ErrorKind::rate_limited, "TOO_MANY_REQUESTS", "Too many requests."
};

/// A rate_limited refusal with the waiting time as header field and detail.
[[nodiscard]] inline Error wait_and_retry(ErrorCode const& code, std::chrono::seconds wait) {
    Error error{&code};
    error.retry_after = wait;
    return std::move(error).with("retryAfter", std::int64_t{wait.count()});
}

} // namespace qc::authentication

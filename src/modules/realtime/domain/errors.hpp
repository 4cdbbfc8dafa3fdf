// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::realtime {

inline constexpr ErrorCode unknown_type{ErrorKind::invalid, "UNKNOWN_TYPE", "Unknown frame type."};
inline constexpr ErrorCode not_a_participant{
    ErrorKind::forbidden, "NOT_A_PARTICIPANT", "You are not a participant."
};
/// Details: retryAfter.
inline constexpr ErrorCode too_many_requests{
    ErrorKind::rate_limited, "TOO_MANY_REQUESTS", "Too many requests."
};

} // namespace qc::realtime

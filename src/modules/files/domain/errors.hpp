// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::files {

inline constexpr ErrorCode file_not_found{
    ErrorKind::not_found, "FILE_NOT_FOUND", "File not found."
};
/// The signature of a private file is wrong, missing or expired.
inline constexpr ErrorCode link_refused{
    ErrorKind::forbidden, "PERMISSION_DENIED", "You don't have permission to access this."
};
inline constexpr ErrorCode quota_exceeded{
    ErrorKind::rate_limited, "TOO_MANY_REQUESTS", "Too many requests."
};
inline constexpr ErrorCode range_not_satisfiable{
    ErrorKind::range_not_satisfiable, "RANGE_NOT_SATISFIABLE", "Range not satisfiable."
};

} // namespace qc::files

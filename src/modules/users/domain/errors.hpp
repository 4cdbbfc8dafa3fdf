// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::users {

inline constexpr ErrorCode user_not_found{
    ErrorKind::not_found, "USER_NOT_FOUND", "User not found."
};

} // namespace qc::users

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::health {

inline constexpr ErrorCode service_not_found{
    ErrorKind::not_found, "SERVICE_NOT_FOUND", "Service not found."
};

} // namespace qc::health

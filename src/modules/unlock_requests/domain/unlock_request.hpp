// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace qc::unlock_requests {

using UnlockRequestId = Id<struct UnlockRequestTag>;

enum class Status { pending, approved, rejected };

inline constexpr std::array status_names{
    std::pair{Status::pending, std::string_view("pending")},
    std::pair{Status::approved, std::string_view("approved")},
    std::pair{Status::rejected, std::string_view("rejected")},
};

[[nodiscard]] std::string_view name_of(Status status);
/// Throws std::logic_error for a name that the table does not allow.
[[nodiscard]] Status status_named(std::string_view name);

/// Decisions are final; refuses with INVALID_STATE. Of a user who is deleted there is nothing left
/// to unlock, so his request can only be rejected.
[[nodiscard]] Result<Nothing> check_decision(Status current, Status decision, bool user_exists);

} // namespace qc::unlock_requests

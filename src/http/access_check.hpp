// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "http/route.hpp"

#include <optional>
#include <string_view>

namespace qc::http {

/// The token of `Authorization: Bearer <token>`; the scheme is case-insensitive.
[[nodiscard]] std::optional<std::string_view> bearer_token(Request const& request);

/// PERMISSION_DENIED with details.permission; several alternatives are joined by '|'.
[[nodiscard]] Result<Nothing> check_permission(Access const& access, access::Caller const& caller);

} // namespace qc::http

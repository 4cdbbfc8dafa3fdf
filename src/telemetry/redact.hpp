// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace qc::telemetry {

inline constexpr std::string_view redacted = "***REDACTED***";

/// True for keys that name a secret: they contain password, token, secret, key, authorization,
/// code, word or answer in any case. error.code and http.response.status_code are none.
[[nodiscard]] bool is_sensitive(std::string_view key);

/// A request target without the query parameters that carry secrets (tickets and what
/// is_sensitive() names, percent-encoded or not); the rest stays as it was sent.
[[nodiscard]] std::string redact_target(std::string_view target);

/// A path in which the segments that the route template calls {...token...} read "***". The
/// template may lack a prefix that the path has.
[[nodiscard]] std::string redact_path(std::string_view route, std::string_view path);

} // namespace qc::telemetry

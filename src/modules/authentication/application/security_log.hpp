// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "core/id.hpp"

#include <optional>
#include <string_view>

namespace qc::authentication {

enum class Severity { low, medium, high };

/// One security event: login_succeeded, login_failed, login_throttled, refresh_token_reused ...
void log_security(
    std::string_view event,
    Severity severity,
    std::optional<UserId> user = std::nullopt,
    std::string_view address = {}
);

/// The same for the audit log. The login that was tried is no part of it: people type passwords
/// there.
[[nodiscard]] audit::Act
security_act(std::string_view event, std::optional<UserId> user, std::string_view address = {});

} // namespace qc::authentication

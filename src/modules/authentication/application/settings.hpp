// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/domain/password_policy.hpp"
#include "authentication/domain/session.hpp"

#include <chrono>
#include <cstdint>

namespace qc::authentication {

struct CodeRules {
    std::chrono::seconds lifetime{600};
    int max_attempts = 5;
    std::chrono::seconds resend_after{60};
    int max_per_hour = 5;
    int max_per_day = 10;
};

struct ThrottleRules {
    int free_failures = 5;
    std::chrono::seconds window{900};
    std::chrono::seconds first_delay{30};
    std::chrono::seconds longest_delay{900};
    /// Failures in a row after which the owner is mailed.
    int mail_after = 20;
    std::uint64_t failures_per_address_hour = 100;
    std::uint64_t refreshes_per_session = 30;
    std::chrono::seconds refresh_window{300};
};

/// Numbers of limits.md 1 to 4 and switches of auth.md.
struct AuthenticationSettings {
    PasswordPolicy passwords;
    SessionRules sessions;
    CodeRules codes;
    ThrottleRules throttle;
    std::chrono::seconds access_token_lifetime{1800};
    std::chrono::seconds reset_token_lifetime{600};
    bool conceal_accounts = true;
    bool require_verified = true;
    /// Paid once, when the address is proven.
    std::int32_t opening_credits = 0;
};

} // namespace qc::authentication

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace qc::friends {

/// limits.md 4: mails to addresses that have no account.
struct InvitationLimits {
    std::int64_t per_user_and_day = 10;
    /// How long an address that was invited by anybody is left alone.
    std::chrono::hours address_pause{24 * 30};
};

struct FriendSettings {
    InvitationLimits invitations;
    /// AUTH_CONCEAL_ACCOUNTS: nobody learns whether an address has an account that may not be
    /// asked.
    bool conceal_accounts = true;
};

} // namespace qc::friends

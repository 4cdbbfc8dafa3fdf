// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "notifications/notifications.hpp"
#include "wallets/application/ports.hpp"

namespace qc::wallets {

/// Staff give credits, or take them.
class GrantCredits {
public:
    struct Command {
        UserId user;
        std::int32_t amount = 0;
        std::string reason;
    };

    GrantCredits(Ledger& ledger, notifications::Notifications& notifications, Clock const& clock)
        : ledger_(ledger)
        , notifications_(notifications)
        , clock_(clock) {}

    [[nodiscard]] Task<Result<MovementView>>
    operator()(Transaction& transaction, access::Caller const& staff, Command command);

private:
    Ledger& ledger_;
    notifications::Notifications& notifications_;
    Clock const& clock_;
};

class Subscribe {
public:
    Subscribe(Ledger& ledger, std::int32_t price_per_month, Clock const& clock)
        : ledger_(ledger)
        , price_per_month_(price_per_month)
        , clock_(clock) {}

    [[nodiscard]] Task<Result<SubscriptionView>>
    operator()(Transaction& transaction, UserId user, std::int32_t months);

private:
    Ledger& ledger_;
    std::int32_t price_per_month_;
    Clock const& clock_;
};

/// Wallets of others are staff's business; one's own only an administrator's (permissions.md).
[[nodiscard]] Result<Nothing> check_may_manage(access::Caller const& staff, UserId user);

} // namespace qc::wallets

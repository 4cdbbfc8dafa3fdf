// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "notifications/notifications.hpp"
#include "wallets/application/ports.hpp"

namespace qc::wallets {

class TransferCredits {
public:
    struct Command {
        UserId sender;
        RecipientKey recipient;
        std::int32_t amount = 0;
        std::string message;
    };

    TransferCredits(Ledger& ledger, notifications::Notifications& notifications, Clock const& clock)
        : ledger_(ledger)
        , notifications_(notifications)
        , clock_(clock) {}

    [[nodiscard]] Task<Result<MovementView>> operator()(Transaction& transaction, Command command);

private:
    [[nodiscard]] Result<Nothing>
    check(TransferSides const& sides, std::int32_t amount, Instant now) const;

    Ledger& ledger_;
    notifications::Notifications& notifications_;
    Clock const& clock_;
};

} // namespace qc::wallets

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/notifications.hpp"
#include "runs/application/ports.hpp"
#include "runs/application/routes.hpp"
#include "wallets/wallets.hpp"

namespace qc::runs {

/// Ends a run whose points are all behind: score, rewards, messages.
class SettleRun {
public:
    SettleRun(Runs& runs, wallets::Wallets& wallets, notifications::Notifications& notifications)
        : runs_(runs)
        , wallets_(wallets)
        , notifications_(notifications) {}

    /// The finished run with its score, to be stored before it is paid.
    [[nodiscard]] static Run finished(Game const& game, Settlement const& settlement, Instant now);

    /// Pays or requests the reward of every member who has a claim. The run must be locked.
    [[nodiscard]] Task<void>
    pay(Transaction& transaction, Game const& game, PlayedRoute const& route, Settlement settlement
    );

    /// True when the credits were paid now; false when the user had his reward before.
    [[nodiscard]] Task<Result<bool>> pay_request(Transaction& transaction, RewardRequest request);

private:
    [[nodiscard]] Task<bool>
    pay_member(Transaction& transaction, Game const& game, UserId user, std::int32_t amount);

    Runs& runs_;
    wallets::Wallets& wallets_;
    notifications::Notifications& notifications_;
};

/// With what the run scores when it ends at its `finished_at`.
[[nodiscard]] std::int32_t score_of(Game const& game, Tally const& tally);

} // namespace qc::runs

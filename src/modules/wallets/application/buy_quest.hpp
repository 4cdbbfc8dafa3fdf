// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "quests/quests.hpp"
#include "wallets/application/ports.hpp"

namespace qc::wallets {

class BuyQuest {
public:
    BuyQuest(Ledger& ledger, quests::Quests& quests, Clock const& clock)
        : ledger_(ledger)
        , quests_(quests)
        , clock_(clock) {}

    [[nodiscard]] Task<Result<BoughtView>>
    operator()(Transaction& transaction, UserId user, QuestId quest);

private:
    Ledger& ledger_;
    quests::Quests& quests_;
    Clock const& clock_;
};

} // namespace qc::wallets

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "pg/database.hpp"
#include "quests/quests.hpp"

namespace qc::quests {

/// The facade on the tables of the module. What is passed must outlive it.
class PostgresQuests final : public Quests {
public:
    PostgresQuests(pg::Database& database, Clock const& clock, Random& random)
        : database_(database)
        , clock_(clock)
        , random_(random) {}

    [[nodiscard]] Task<std::optional<Offer>>
    offer(Transaction& transaction, QuestId quest) override;

    [[nodiscard]] Task<std::optional<Route>>
    open_route(Transaction& transaction, QuestId quest) override;

    [[nodiscard]] Task<Route>
    route(Transaction& transaction, QuestId quest, std::int32_t version) override;

    [[nodiscard]] Task<ImportOutcome>
    import(Transaction& transaction, ImportedQuest quest) override;

private:
    pg::Database& database_;
    Clock const& clock_;
    Random& random_;
};

} // namespace qc::quests

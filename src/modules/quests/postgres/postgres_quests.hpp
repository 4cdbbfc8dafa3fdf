// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "files/files.hpp"
#include "pg/database.hpp"
#include "quests/quests.hpp"

namespace qc::quests {

/// The facade on the tables of the module. What is passed must outlive it.
class PostgresQuests final : public Quests {
public:
    struct Services {
        pg::Database& database;
        files::Files& files;
        Clock const& clock;
        Random& random;
    };

    explicit PostgresQuests(Services const& services)
        : database_(services.database)
        , files_(services.files)
        , clock_(services.clock)
        , random_(services.random) {}

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
    files::Files& files_;
    Clock const& clock_;
    Random& random_;
};

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "quests/application/quest_store.hpp"

namespace qc::quests {

class PostgresQuestStore final : public QuestStore {
public:
    /// `database` must outlive the store.
    explicit PostgresQuestStore(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<std::optional<AuthoredQuest>> peek(QuestId quest) override;

    [[nodiscard]] Task<std::optional<AuthoredQuest>>
    lock(Transaction& transaction, QuestId quest) override;

    [[nodiscard]] Task<KnownReferences>
    references(Transaction& transaction, AuthoredQuest const& quest) override;

    [[nodiscard]] Task<Result<AuthoredQuest>>
    create(Transaction& transaction, AuthoredQuest const& quest) override;

    [[nodiscard]] Task<Result<AuthoredQuest>> save(
        Transaction& transaction, AuthoredQuest const& before, AuthoredQuest const& after
    ) override;

    [[nodiscard]] Task<std::int64_t> history(Transaction& transaction, QuestId quest) override;

    [[nodiscard]] Task<void> remove(Transaction& transaction, QuestId quest) override;

private:
    /// Runs the statements and reads the quest as they left it.
    [[nodiscard]] Task<Result<AuthoredQuest>>
    write(Transaction& transaction, QuestId quest, std::vector<pg::Query> all);

    pg::Database& database_;
};

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "quests/application/quest_queries.hpp"

namespace qc::quests {

class PostgresQuestQueries final : public QuestQueries {
public:
    explicit PostgresQuestQueries(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<std::optional<QuestDetails>> details(QuestId id, Viewer viewer) override;
    [[nodiscard]] Task<std::optional<QuestDetails>> card(QuestId id, Viewer viewer) override;
    [[nodiscard]] Task<std::optional<QuestDetails>>
    current(QuestId id, Viewer viewer, bool reveal) override;
    [[nodiscard]] Task<std::optional<QuestDetails>> full(QuestId id, Viewer viewer) override;
    [[nodiscard]] Task<std::optional<QuestDetails>>
    full(Transaction& transaction, QuestId id, Viewer viewer) override;
    [[nodiscard]] Task<Page<QuestItem>>
    mine(Viewer viewer, MyFilter filter, PageRequest page) override;
    [[nodiscard]] Task<std::vector<PersonalMark>>
    marks(std::vector<QuestId> quests, Viewer viewer) override;
    [[nodiscard]] Task<Analytics> analytics(Instant now) override;

private:
    pg::Database& database_;
};

} // namespace qc::quests

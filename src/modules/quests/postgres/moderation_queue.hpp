// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "quests/application/moderation.hpp"

namespace qc::quests {

class PostgresModerationQueue final : public ModerationQueue {
public:
    /// `database` must outlive the queue.
    explicit PostgresModerationQueue(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<Page<WaitingQuest>> waiting(PageRequest page) override;
    [[nodiscard]] Task<std::optional<PendingQuest>> pending(QuestId quest) override;

private:
    pg::Database& database_;
};

} // namespace qc::quests

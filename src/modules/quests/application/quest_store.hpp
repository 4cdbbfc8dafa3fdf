// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "quests/domain/authored_quest.hpp"

namespace qc::quests {

/// The rows that a quest refers to, as far as they exist.
struct KnownReferences {
    bool category = false;
    bool vehicle = false;
    bool place = false;
    std::vector<std::pair<ActivityId, ActivityKind>> activities;
    std::vector<ToolId> tools;
};

/// Whole quests in the database.
class QuestStore {
public:
    virtual ~QuestStore() = default;

    /// Without a transaction and without a lock.
    [[nodiscard]] virtual Task<std::optional<AuthoredQuest>> peek(QuestId quest) = 0;

    /// Locks the quest against everybody who edits or starts it.
    [[nodiscard]] virtual Task<std::optional<AuthoredQuest>>
    lock(Transaction& transaction, QuestId quest) = 0;

    /// Of all rows that `quest` refers to.
    [[nodiscard]] virtual Task<KnownReferences>
    references(Transaction& transaction, AuthoredQuest const& quest) = 0;

    /// Makes a quest and gives it as it is stored, with the ids of its parts. Refuses with
    /// QUEST_NAME_ALREADY_EXISTS and, for rows that went meanwhile, the errors of references.
    [[nodiscard]] virtual Task<Result<AuthoredQuest>>
    create(Transaction& transaction, AuthoredQuest const& quest) = 0;

    /// The same for a quest that was locked as `before`; writes what differs.
    [[nodiscard]] virtual Task<Result<AuthoredQuest>>
    save(Transaction& transaction, AuthoredQuest const& before, AuthoredQuest const& after) = 0;

    /// Runs, purchases and orders of a quest; locks it against new ones.
    [[nodiscard]] virtual Task<std::int64_t> history(Transaction& transaction, QuestId quest) = 0;

    /// With everything that belongs to it.
    [[nodiscard]] virtual Task<void> remove(Transaction& transaction, QuestId quest) = 0;
};

} // namespace qc::quests

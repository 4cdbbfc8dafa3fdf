// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/page.hpp"
#include "core/task.hpp"
#include "quests/application/quest_item.hpp"

namespace qc::quests {

/// A quest that waits for a moderator.
struct WaitingQuest : QuestItem {
    UserId author;
    std::string first_name;
    std::string last_name;
    /// Key of the author's picture.
    std::optional<std::string> avatar;
    Instant submitted_at;
};

/// What moderators are told of a quest that has just come.
struct PendingQuest {
    QuestId quest_id;
    std::string name;
};

class ModerationQueue {
public:
    virtual ~ModerationQueue() = default;

    /// Who has waited longest comes first.
    [[nodiscard]] virtual Task<Page<WaitingQuest>> waiting(PageRequest page) = 0;

    /// Nullopt when it does not wait any more.
    [[nodiscard]] virtual Task<std::optional<PendingQuest>> pending(QuestId quest) = 0;
};

} // namespace qc::quests

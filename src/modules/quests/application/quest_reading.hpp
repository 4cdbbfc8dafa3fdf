// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/result.hpp"
#include "quests/application/quest_queries.hpp"

namespace qc::quests {

/// Who may read a quest, and how much of it. What may not be read does not exist.
class QuestReading {
public:
    QuestReading(QuestQueries& queries, Clock const& clock, bool reveal_answers)
        : queries_(queries)
        , clock_(clock)
        , reveal_answers_(reveal_answers) {}

    [[nodiscard]] Task<Result<QuestDetails>> quest(access::Caller const& caller, QuestId id);
    [[nodiscard]] Task<Result<QuestDetails>> card(access::Caller const& caller, QuestId id);

    /// Behind the money gate: refuses with QUEST_NOT_PURCHASED or SUBSCRIPTION_REQUIRED.
    [[nodiscard]] Task<Result<QuestDetails>> current(access::Caller const& caller, QuestId id);

    /// With all secrets; callers with nothing but create_quests see their own quests.
    [[nodiscard]] Task<Result<QuestDetails>> admin(access::Caller const& caller, QuestId id);

    [[nodiscard]] Viewer viewer(access::Caller const& caller) const {
        return {caller.user, clock_.now()};
    }

    [[nodiscard]] bool reveals_answers() const noexcept { return reveal_answers_; }

private:
    QuestQueries& queries_;
    Clock const& clock_;
    bool reveal_answers_;
};

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace qc::runs {

/// What a user brings to the start of a quest (domain.md 5).
struct Ticket {
    QuestId quest;
    /// Cost and surcharge.
    std::int32_t price = 0;
    bool is_subscription_quest = false;
    bool purchased = false;
    bool subscribed = false;
};

/// QUEST_NOT_PURCHASED or SUBSCRIPTION_REQUIRED without the right.
[[nodiscard]] Result<Nothing> check_ticket(Ticket const& ticket);

struct UnfinishedRun {
    RunId id;
    QuestId quest;
};

/// RUN_ALREADY_ACTIVE for a second run of the quest, RUN_LIMIT_REACHED for a sixth one.
[[nodiscard]] Result<Nothing>
check_may_start(QuestId quest, std::vector<UnfinishedRun> const& unfinished);

/// RUN_GROUP_FULL when owner and guests are more than the quest takes.
[[nodiscard]] Result<Nothing> check_group(std::size_t guests, std::int16_t group_limit);

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/commands.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "osm/quest_plan.hpp"
#include "quests/quests.hpp"

#include <string>
#include <vector>

namespace qc::app {

/// The quests that a map or track file makes. Refuses with problems whose places are in the
/// file; throws std::runtime_error when it cannot be read or names no city.
[[nodiscard]] Result<std::vector<osm::QuestPlan>>
plan_file(std::string const& file, ImportOptions::Format format, std::string const& place);

struct ImportCount {
    int created = 0;
    int known = 0;
};

/// All quests of a file in one transaction.
[[nodiscard]] Task<ImportCount>
store_plans(Transactions& transactions, quests::Quests& quests, std::vector<osm::QuestPlan> plans);

/// One problem a line: where and what.
[[nodiscard]] std::string text_of(Error const& error);

} // namespace qc::app

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "pg/query.hpp"
#include "quests/quests.hpp"

#include <vector>

namespace qc::quests {

/// The statements that make a quest from outside data with everything that belongs to it.
[[nodiscard]] std::vector<pg::Query>
import_queries(ImportedQuest const& quest, Instant now, Random& random);

} // namespace qc::quests

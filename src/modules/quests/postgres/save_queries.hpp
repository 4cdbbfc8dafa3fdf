// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/query.hpp"
#include "quests/domain/authored_quest.hpp"

#include <vector>

namespace qc::quests {

/// The statements that make `quest`, whose id is chosen already.
[[nodiscard]] std::vector<pg::Query> create_queries(AuthoredQuest const& quest);

/// The statements that turn `before` into `after`; parts that are equal are left alone.
[[nodiscard]] std::vector<pg::Query>
save_queries(AuthoredQuest const& before, AuthoredQuest const& after);

} // namespace qc::quests

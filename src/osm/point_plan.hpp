// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/grouping.hpp"
#include "osm/language.hpp"
#include "osm/quest_plan.hpp"

#include <string>
#include <vector>

namespace qc::osm {

/// The points of a group in walking order, with their tasks. Where the tags allow it, a point
/// asks for what can be read there, unless a text of the quest (`quest_texts` or a point's)
/// contains the answer or another point has the same one.
[[nodiscard]] std::vector<PointPlan>
plan_points(Group const& group, std::vector<std::string> const& quest_texts, Language language);

} // namespace qc::osm

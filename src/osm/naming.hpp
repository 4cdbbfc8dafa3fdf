// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/grouping.hpp"
#include "osm/language.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace qc::osm {

/// A name for each group, in their order: 1..128 code points, the city first, no two the same
/// when compared without case.
[[nodiscard]] std::vector<std::string>
quest_names(std::vector<Group> const& groups, std::string_view place, Language language);

/// The n-th quest of a name that is taken: "Krems: ... II". In Roman numerals, because a digit
/// might give an answer away. n >= 2; at most 128 code points.
[[nodiscard]] std::string numbered_name(std::string_view name, unsigned n);

} // namespace qc::osm

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/feature.hpp"
#include "osm/theme.hpp"

#include <vector>

namespace qc::osm {

inline constexpr std::size_t min_stops = 5;
/// Nearer than this a player would stand in range of two points at once.
inline constexpr double min_spacing_m = 30;
/// No way from one point to the next is longer than a quarter of an hour's walk.
inline constexpr double max_hop_m = 1'200;
inline constexpr double max_walk_m = 5'000;

/// Stops of one quest in walking order. Points into the features that were grouped.
struct Group {
    Theme theme;
    std::vector<Feature const*> stops;
    double length_m = 0;
};

/// Groups of 5 to 10 stops: first by theme, then what is left of related themes together, then
/// of all. A point is in one group at most; what has no neighbours is left out. The set must
/// outlive the groups.
[[nodiscard]] std::vector<Group> walkable_groups(FeatureSet const& set);

} // namespace qc::osm

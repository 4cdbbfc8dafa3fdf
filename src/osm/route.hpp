// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/geometry.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace qc::osm {

inline constexpr std::size_t max_stops = 10;

struct Tour {
    /// Indexes of the stops in the order of the walk.
    std::vector<std::size_t> order;
    double length_m = 0;
};

/// The shortest walk that visits every stop once and does not return (exact, Held and Karp 1962;
/// up to max_stops stops). Of the two directions it takes the one that starts at the lower index.
[[nodiscard]] Tour shortest_tour(std::span<Position const> stops);

} // namespace qc::osm

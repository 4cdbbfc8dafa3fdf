// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <span>

namespace qc::osm {

/// Degrees, WGS 84.
struct Position {
    double latitude{};
    double longitude{};

    auto operator<=>(Position const&) const = default;
};

/// Great-circle distance (haversine) on the sphere that the play rules use.
[[nodiscard]] double distance_m(Position const& from, Position const& to);

/// Length of the line through all positions in their order.
[[nodiscard]] double length_m(std::span<Position const> line);

/// False for anything outside -90..90 and -180..180, and for what is not a number.
[[nodiscard]] bool on_earth(Position const& position);

} // namespace qc::osm

// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace qc::runs {

/// Degrees, WGS 84.
struct Position {
    double latitude = 0;
    double longitude = 0;
};

/// Mean radius of the Earth.
inline constexpr double earth_radius_m = 6'371'008.8;

/// Haversine on the sphere of that radius.
[[nodiscard]] double distance_m(Position const& from, Position const& to);

/// Where one arrives after `distance_m` along a great circle; `direction_rad` is clockwise from
/// north.
[[nodiscard]] Position displaced(Position const& from, double direction_rad, double distance_m);

} // namespace qc::runs

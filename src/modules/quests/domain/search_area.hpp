// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace qc::quests {

inline constexpr double max_search_radius_m = 50'000;

/// A circle on the globe; degrees and metres.
struct SearchArea {
    double latitude = 0;
    double longitude = 0;
    double radius_m = max_search_radius_m;
};

/// A rectangle in metres of the spherical Mercator projection.
struct MercatorBox {
    double left_m = 0;
    double bottom_m = 0;
    double right_m = 0;
    double top_m = 0;
};

/// The boxes that hold every projected place of the circle: one, or two when the circle crosses
/// the meridian of 180 degrees.
[[nodiscard]] std::vector<MercatorBox> boxes_around(SearchArea const& area);

/// Great-circle distance on a sphere of 6,371,008.8 m.
[[nodiscard]] double
distance_m(double latitude, double longitude, double other_latitude, double other_longitude);

} // namespace qc::quests

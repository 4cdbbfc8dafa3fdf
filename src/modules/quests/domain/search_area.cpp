// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/search_area.hpp"

#include "quests/domain/mercator.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace qc::quests {
namespace {

constexpr double earth_radius_m = 6'371'008.8;
constexpr double last_latitude = 85.05;
/// Keeps rounding of the projection from cutting off places on the rim.
constexpr double margin_m = 1.0;

constexpr double radians(double degrees) {
    return degrees * std::numbers::pi / 180.0;
}

double x_of(double longitude) {
    return mercator(0, longitude)->x_m;
}

double y_of(double latitude) {
    return mercator(std::clamp(latitude, -last_latitude, last_latitude), 0)->y_m;
}

/// Half of the width of the circle in degrees of longitude; 180 when a pole lies inside.
double half_width(SearchArea const& area, double angle) {
    if (std::abs(radians(area.latitude)) + angle >= std::numbers::pi / 2) return 180;
    auto const ratio = std::sin(angle) / std::cos(radians(area.latitude));
    return std::asin(std::min(1.0, ratio)) * 180.0 / std::numbers::pi;
}

MercatorBox box(double west, double east, double bottom_m, double top_m) {
    return {x_of(west) - margin_m, bottom_m - margin_m, x_of(east) + margin_m, top_m + margin_m};
}

} // namespace

std::vector<MercatorBox> boxes_around(SearchArea const& area) {
    auto const angle = area.radius_m / earth_radius_m;
    auto const half_height = angle * 180.0 / std::numbers::pi;
    auto const bottom = y_of(area.latitude - half_height);
    auto const top = y_of(area.latitude + half_height);
    auto const half = half_width(area, angle);
    auto const west = area.longitude - half;
    auto const east = area.longitude + half;
    if (half >= 180) return {box(-180, 180, bottom, top)};
    if (west < -180) return {box(-180, east, bottom, top), box(west + 360, 180, bottom, top)};
    if (east > 180) return {box(west, 180, bottom, top), box(-180, east - 360, bottom, top)};
    return {box(west, east, bottom, top)};
}

double
distance_m(double latitude, double longitude, double other_latitude, double other_longitude) {
    auto const north = std::sin(radians(other_latitude - latitude) / 2);
    auto const east = std::sin(radians(other_longitude - longitude) / 2);
    auto const chord = north * north + std::cos(radians(latitude)) *
                                           std::cos(radians(other_latitude)) * east * east;
    return 2 * earth_radius_m * std::asin(std::min(1.0, std::sqrt(chord)));
}

} // namespace qc::quests

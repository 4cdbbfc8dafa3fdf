// SPDX-License-Identifier: Apache-2.0
#include "osm/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace qc::osm {
namespace {

constexpr double earth_radius_m = 6'371'008.8;

double radians(double degrees) {
    return degrees * std::numbers::pi / 180.0;
}

} // namespace

double distance_m(Position const& from, Position const& to) {
    auto const half_latitude = std::sin(radians(to.latitude - from.latitude) / 2);
    auto const half_longitude = std::sin(radians(to.longitude - from.longitude) / 2);
    auto const chord = half_latitude * half_latitude + std::cos(radians(from.latitude)) *
                                                           std::cos(radians(to.latitude)) *
                                                           half_longitude * half_longitude;
    return 2 * earth_radius_m * std::asin(std::sqrt(std::clamp(chord, 0.0, 1.0)));
}

double length_m(std::span<Position const> line) {
    double total = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        total += distance_m(line[i - 1], line[i]);
    return total;
}

bool on_earth(Position const& position) {
    return std::abs(position.latitude) <= 90.0 && std::abs(position.longitude) <= 180.0;
}

} // namespace qc::osm

// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/position.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace qc::runs {
namespace {

double radians(double degrees) {
    return degrees * std::numbers::pi / 180.0;
}

double degrees(double angle_rad) {
    return angle_rad * 180.0 / std::numbers::pi;
}

double half_chord(double angle_rad) {
    auto const sine = std::sin(angle_rad / 2);
    return sine * sine;
}

} // namespace

double distance_m(Position const& from, Position const& to) {
    auto const from_rad = radians(from.latitude);
    auto const to_rad = radians(to.latitude);
    auto const chord =
        half_chord(to_rad - from_rad) +
        std::cos(from_rad) * std::cos(to_rad) * half_chord(radians(to.longitude - from.longitude));
    // Rounding lifts antipodes above 1, where asin has no value.
    return 2 * earth_radius_m * std::asin(std::sqrt(std::min(1.0, chord)));
}

Position displaced(Position const& from, double direction_rad, double distance_m) {
    auto const angle = distance_m / earth_radius_m;
    auto const start = radians(from.latitude);
    auto const sine = std::sin(start) * std::cos(angle) +
                      std::cos(start) * std::sin(angle) * std::cos(direction_rad);
    auto const end = std::asin(std::clamp(sine, -1.0, 1.0));
    auto const turn = std::atan2(
        std::sin(direction_rad) * std::sin(angle) * std::cos(start),
        std::cos(angle) - std::sin(start) * std::sin(end)
    );
    auto const longitude = std::remainder(from.longitude + degrees(turn), 360.0);
    return {degrees(end), longitude};
}

} // namespace qc::runs

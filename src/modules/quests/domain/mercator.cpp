// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/mercator.hpp"

#include <cmath>
#include <numbers>

namespace qc::quests {
namespace {

constexpr double radius_m = 6'378'137.0;
constexpr double last_latitude = 85.05;

constexpr double radians(double degrees) {
    return degrees * std::numbers::pi / 180.0;
}

} // namespace

std::optional<MercatorPoint> mercator(double latitude, double longitude) {
    if (std::abs(latitude) > last_latitude) return std::nullopt;
    return MercatorPoint{
        radius_m * radians(longitude), radius_m * std::asinh(std::tan(radians(latitude)))
    };
}

} // namespace qc::quests

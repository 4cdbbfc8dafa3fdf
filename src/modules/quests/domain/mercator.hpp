// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

namespace qc::quests {

struct MercatorPoint {
    double x_m = 0;
    double y_m = 0;
};

/// Spherical Mercator (EPSG:3857) on a sphere of 6,378,137 m; nothing beyond 85.05 degrees, where
/// the projection runs away to infinity.
[[nodiscard]] std::optional<MercatorPoint> mercator(double latitude, double longitude);

} // namespace qc::quests

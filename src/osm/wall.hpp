// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/feature.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace qc::osm {

/// A point as a player sees it.
struct SeenPoint {
    std::string_view name_of_location;
    std::string_view description;
    Position position;
};

/// What a player who stands there would read from the wall, taken from the map and nothing else:
/// the feature of that name within 100 m, and the question that the description ends with. None
/// when nothing is asked or the map does not tell. For demo players; the server never calls it.
[[nodiscard]] std::optional<std::string>
answer_from_wall(FeatureSet const& map, SeenPoint const& point);

} // namespace qc::osm

// SPDX-License-Identifier: Apache-2.0
#include "osm/wall.hpp"

#include "osm/answers.hpp"
#include "osm/phrases.hpp"
#include "osm/theme.hpp"

namespace qc::osm {
namespace {

constexpr double same_place_m = 100;

Feature const* seen_feature(FeatureSet const& map, SeenPoint const& point) {
    Feature const* nearest = nullptr;
    double nearest_m = same_place_m;
    for (auto const& feature : map.features) {
        auto const distance = distance_m(feature.position, point.position);
        if (distance > nearest_m || feature_name(feature) != point.name_of_location) continue;
        nearest = &feature;
        nearest_m = distance;
    }
    return nearest;
}

} // namespace

std::optional<std::string> answer_from_wall(FeatureSet const& map, SeenPoint const& point) {
    auto const subject = asked_subject(point.description);
    auto const* const feature = subject ? seen_feature(map, point) : nullptr;
    return feature ? readable_answer(*feature, *subject) : std::nullopt;
}

} // namespace qc::osm

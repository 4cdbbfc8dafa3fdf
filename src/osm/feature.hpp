// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/geometry.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace qc::osm {

/// A named point of interest. All text is valid UTF-8 but otherwise as the file has it.
struct Feature {
    /// Identifies the point in its source, for instance "node/335884631".
    std::string id;
    Position position;
    std::map<std::string, std::string, std::less<>> tags;

    /// The value of a tag, empty when there is none.
    [[nodiscard]] std::string_view tag(std::string_view key) const {
        auto const found = tags.find(key);
        return found == tags.end() ? std::string_view{} : std::string_view(found->second);
    }
};

/// What a file has but a quest cannot use.
struct Skipped {
    std::size_t other_geometry = 0;
    std::size_t unnamed = 0;
    std::size_t repeated_id = 0;
};

struct FeatureSet {
    /// Sorted by id, each id once.
    std::vector<Feature> features;
    /// Credit that has to be shown wherever the points are; empty when the file names none.
    std::string attribution;
    Skipped skipped;
};

} // namespace qc::osm

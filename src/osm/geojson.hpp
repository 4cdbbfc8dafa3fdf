// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "osm/feature.hpp"

#include <cstddef>
#include <string_view>

namespace qc::osm {

inline constexpr std::size_t max_file_bytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t max_features = 50'000;

/// Reads a FeatureCollection (RFC 7946). Points with a name become features; other geometries and
/// points without a name are counted. Refuses what is not JSON, not a FeatureCollection, too big,
/// or has points off the earth, naming every problem with its place (which starts with "file").
/// The order of the features in the file has no influence on the result.
[[nodiscard]] Result<FeatureSet> read_geojson(std::string_view bytes);

} // namespace qc::osm

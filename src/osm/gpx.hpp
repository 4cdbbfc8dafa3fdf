// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "osm/geometry.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace qc::osm {

struct GpxPoint {
    Position position;
    /// One line; may be empty.
    std::string name;
    std::string description;
};

/// A route, or a track with its segments.
struct GpxPath {
    std::string name;
    std::string description;
    std::vector<std::vector<GpxPoint>> segments;
};

struct GpxDocument {
    std::string name;
    std::string description;
    /// Who made it, for the attribution; may be empty.
    std::string author;
    std::vector<GpxPoint> waypoints;
    std::vector<GpxPath> routes;
    std::vector<GpxPath> tracks;
};

/// Reads GPX 1.0 and 1.1 in any encoding that XML declares. Refuses what is not XML or not GPX,
/// has a document type (none of GPX's business, and a way to blow up a reader), or has points off
/// the earth, naming every problem with its place (which starts with "file").
[[nodiscard]] Result<GpxDocument> read_gpx(std::string_view bytes);

} // namespace qc::osm

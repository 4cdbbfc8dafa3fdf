// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qc::osm {

/// The city that a file is named after, as its people write it where we know
/// ("moscow.geojson" is Москва); none when the name says nothing ("1.gpx").
[[nodiscard]] std::optional<std::string> place_from_file_name(std::string_view path);

/// True when the name can be a reference place: 2..128 code points, not only digits, one line.
[[nodiscard]] bool is_place_name(std::string_view name);

} // namespace qc::osm

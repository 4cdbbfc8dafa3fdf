// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/geometry.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace qc::osm {

inline constexpr std::size_t max_source_length = 500;

/// SHA-256 in lower-case hexadecimal.
[[nodiscard]] std::string digest_hex(std::string_view bytes);

/// Seven decimals (about a centimetre), so that equal places have equal text.
[[nodiscard]] std::string position_text(Position const& position);

/// The key by which a second import of the same points recognises the first: the ids in a fixed
/// order, OpenStreetMap ids shortened (node/12 is n12), or their digest when that is too long.
[[nodiscard]] std::string source_of_ids(std::vector<std::string> ids);

/// The same for points that have no ids but their places.
[[nodiscard]] std::string source_of_line(std::vector<Position> const& line);

} // namespace qc::osm

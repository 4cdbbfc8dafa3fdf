// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/feature.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qc::osm {

/// What can be read on the spot, by falling charm.
enum class Subject { inscription, year, artist, house_number, house_mark, street };

/// True when the answer is a row of digits (a code), false when it is a word.
[[nodiscard]] bool is_code(Subject subject);

/// What somebody standing in front of the point would read; none when the tags do not tell.
/// Uses nothing but the point, so a player's client can compute it too.
[[nodiscard]] std::optional<std::string> readable_answer(Feature const& feature, Subject subject);

/// All subjects that the point has an answer for, by falling charm.
[[nodiscard]] std::vector<Subject> subjects_of(Feature const& feature);

/// True when one of the texts contains the answer, compared as answers are (NFKC, case folded)
/// and anywhere in the text, even inside a longer word or number.
[[nodiscard]] bool gives_away(std::span<std::string const> texts, std::string_view answer);

} // namespace qc::osm

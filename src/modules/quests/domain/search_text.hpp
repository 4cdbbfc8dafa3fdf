// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace qc::quests {

inline constexpr std::size_t max_search_length = 1000;

/// What a player typed, as the text of a tsquery for to_tsquery: words are ANDed, "a phrase"
/// keeps its order, -word excludes, and a last word that is still being typed matches as a
/// prefix. Nullopt for blank text. Refuses with SEARCH_TERM_TOO_LONG and INVALID_SEARCH_TERM.
[[nodiscard]] Result<std::optional<std::string>> search_query(std::string_view typed);

} // namespace qc::quests

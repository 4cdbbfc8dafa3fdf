// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/feature.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace qc::osm {

/// Languages that quests can be written in.
enum class Language : std::size_t { en, de, fr, ru };

inline constexpr std::size_t language_count = 4;

/// One text in every language, in the order of the enumeration.
using Texts = std::array<std::string_view, language_count>;

[[nodiscard]] constexpr std::string_view in(Language language, Texts const& texts) {
    return texts[static_cast<std::size_t>(language)];
}

/// ISO 639 code.
[[nodiscard]] std::string_view code_of(Language language);
[[nodiscard]] std::optional<Language> language_of_code(std::string_view code);

/// What the majority of the points speaks, judged by the country of their addresses, names that
/// equal their translation into a language, script and typical words. English when that is none
/// of ours.
[[nodiscard]] Language spoken_in(FeatureSet const& set);

/// The same for a single text.
[[nodiscard]] Language spoken_in(std::string_view text);

} // namespace qc::osm

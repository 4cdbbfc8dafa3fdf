// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/feature.hpp"
#include "osm/language.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace qc::osm {

/// What a quest is about. The first eight come from single points, the last three gather points
/// of related themes that are too few for a quest of their own.
enum class Theme {
    history,
    museums,
    worship,
    art,
    nature,
    food,
    leisure,
    town,
    sights,
    life,
    stroll
};

/// How large a thing is on the ground, which decides how near a player has to come.
enum class Footprint { object, door, ground };

/// Reference category of quests with this theme (seeds of the reference tables).
[[nodiscard]] int category_of(Theme theme);

/// sights, life or stroll: the theme that gathers what is left of this one.
[[nodiscard]] Theme family_of(Theme theme);

struct Kind {
    std::string_view key;
    /// "*" for every value without a row of its own.
    std::string_view value;
    Theme theme;
    Footprint footprint;
    /// What it is, as a noun.
    Texts noun;
};

/// Rows by falling importance: the first that fits says what a point is.
[[nodiscard]] std::span<Kind const> kinds();

/// What a point is; none for what is no fun to visit (banks, fuel, surgeries, car parks), closed,
/// private or under construction.
[[nodiscard]] Kind const* kind_of(Feature const& feature);

/// The name on the spot, else its English or international form; one line of 1..128 code points,
/// or empty when the point has no name.
[[nodiscard]] std::string feature_name(Feature const& feature);

/// The description tag in the language, else the one without language, else the English one.
[[nodiscard]] std::string feature_description(Feature const& feature, Language language);

} // namespace qc::osm

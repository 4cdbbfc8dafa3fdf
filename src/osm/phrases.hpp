// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "osm/answers.hpp"
#include "osm/language.hpp"
#include "osm/theme.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

// Our own sentences. None contains a digit, so that none gives a house number or a year away.
namespace qc::osm {

/// Title behind the city's name.
[[nodiscard]] Texts const& title(Theme theme);

/// One sentence on what awaits the player.
[[nodiscard]] Texts const& lead(Theme theme);

/// Keys {place} {count} {first} {last} {duration}.
[[nodiscard]] Texts const& invitation();

/// Behind the invitation of a quest that asks for something to be read.
[[nodiscard]] Texts const& hint();

/// Key {anchor}: behind the title when a city has several quests of a theme.
[[nodiscard]] Texts const& nearby();

/// 2..10 as a word.
[[nodiscard]] std::string_view count_word(Language language, std::size_t count);

/// How long a walk takes, rounded as people say it.
[[nodiscard]] std::string_view walking_time(Language language, double length_m);

/// The question for an answer that can be read; `variant` picks one of several wordings.
[[nodiscard]] std::string_view question(Language language, Subject subject, std::size_t variant);

/// The subject whose question a point's description ends with, in whatever language.
[[nodiscard]] std::optional<Subject> asked_subject(std::string_view description);

/// What to do where nothing is asked.
[[nodiscard]] std::string_view presence_task(Language language, Theme family, std::size_t variant);
[[nodiscard]] std::string_view photo_task(Language language, std::size_t variant);

/// Texts of quests from a track.
[[nodiscard]] Texts const& trail_title();
[[nodiscard]] Texts const& trail_lead();
/// Keys {first} {last}.
[[nodiscard]] Texts const& trail_ends();
/// Name of a nameless stop, key {number}.
[[nodiscard]] Texts const& trail_stop();
[[nodiscard]] Texts const& trail_task();

} // namespace qc::osm

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace qc::quests {

/// Stored by its number.
enum class Level : std::int16_t { easy = 1, medium = 2, hard = 3 };

/// Wire values.
inline constexpr std::array<std::pair<Level, std::string_view>, 3> level_names{{
    {Level::easy, "Easy"},
    {Level::medium, "Medium"},
    {Level::hard, "Hard"},
}};

} // namespace qc::quests

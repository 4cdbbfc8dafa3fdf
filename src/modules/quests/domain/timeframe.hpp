// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace qc::quests {

/// Hours of active time that a run may take; a quest without one is unlimited.
enum class Timeframe : std::int16_t { one_hour = 1, three_hours = 3, ten_hours = 10, day = 24 };

inline constexpr std::array timeframes{
    Timeframe::one_hour, Timeframe::three_hours, Timeframe::ten_hours, Timeframe::day
};

/// "3 hours", or "unlimited".
[[nodiscard]] std::string duration_text(std::optional<Timeframe> timeframe);

} // namespace qc::quests

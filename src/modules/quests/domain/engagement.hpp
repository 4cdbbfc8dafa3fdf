// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace qc::quests {

enum class Engagement : std::int16_t { high, medium, low };

inline constexpr std::array<std::pair<Engagement, std::string_view>, 3> engagement_names{{
    {Engagement::high, "High"},
    {Engagement::medium, "Medium"},
    {Engagement::low, "Low"},
}};

/// High with a finished run for every 3 active users, Medium with one for every 10.
[[nodiscard]] constexpr Engagement
engagement(std::int64_t finished_runs, std::int64_t active_users) {
    if (active_users == 0 || finished_runs == 0) return Engagement::low;
    if (finished_runs * 3 >= active_users) return Engagement::high;
    return finished_runs * 10 >= active_users ? Engagement::medium : Engagement::low;
}

} // namespace qc::quests

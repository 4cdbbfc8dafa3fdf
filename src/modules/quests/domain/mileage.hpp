// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace qc::quests {

/// Length of the route in miles, stored by its number.
enum class Mileage : std::int16_t {
    from_5_to_10 = 1,
    from_10_to_30 = 2,
    from_30_to_100 = 3,
    over_100 = 4
};

/// Wire values.
inline constexpr std::array<std::pair<Mileage, std::string_view>, 4> mileage_names{{
    {Mileage::from_5_to_10, "5-10"},
    {Mileage::from_10_to_30, "10-30"},
    {Mileage::from_30_to_100, "30-100"},
    {Mileage::over_100, ">100"},
}};

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "quests/domain/group_size.hpp"
#include "quests/domain/ids.hpp"
#include "quests/domain/level.hpp"
#include "quests/domain/mileage.hpp"
#include "quests/domain/timeframe.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

namespace qc::quests {

/// A quest as lists show it.
struct QuestItem {
    QuestId id;
    std::string name;
    /// Key of the picture.
    std::optional<std::string> image;
    std::int32_t reviews_count = 0;
    std::int32_t rating_sum = 0;
    CategoryId category_id;
    GroupSize group = GroupSize::alone;
    VehicleId vehicle_id;
    PlaceId place_id;
    std::optional<Timeframe> timeframe;
    Level level = Level::easy;
    Mileage mileage = Mileage::from_5_to_10;
    bool auto_accrual = false;
    std::int32_t cost = 0;
    std::int32_t reward = 0;
    bool is_subscription = false;
    std::int32_t pay_extra = 0;
    std::string status;
    Instant created_at;
    /// Metres from the centre of a search area to the first place.
    std::optional<double> distance;
};

/// Mean of the reviews, 0 without any: the same number that PostgreSQL sorts by.
[[nodiscard]] inline double mean_rating(std::int32_t sum, std::int32_t count) {
    return static_cast<double>(sum) / static_cast<double>(std::max(count, 1));
}

/// The mean as it is shown: two digits.
[[nodiscard]] inline double shown_rating(std::int32_t sum, std::int32_t count) {
    return std::round(mean_rating(sum, count) * 100.0) / 100.0;
}

} // namespace qc::quests

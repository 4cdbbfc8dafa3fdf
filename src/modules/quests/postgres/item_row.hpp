// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/application/quest_item.hpp"

#include <boost/describe/class.hpp>

namespace qc::quests {

// clang-format off
BOOST_DESCRIBE_STRUCT(QuestItem, (), (
    id, name, image, reviews_count, rating_sum, category_id, group, vehicle_id, place_id, timeframe,
    level, mileage, auto_accrual, cost, reward, is_subscription, pay_extra, status, created_at,
    distance))
// clang-format on

} // namespace qc::quests

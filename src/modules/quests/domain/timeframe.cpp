// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/timeframe.hpp"

namespace qc::quests {

std::string duration_text(std::optional<Timeframe> timeframe) {
    if (!timeframe) return "unlimited";
    auto const hours = static_cast<int>(*timeframe);
    return std::to_string(hours) + (hours == 1 ? " hour" : " hours");
}

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace qc::runs {

struct Performance {
    std::int64_t passed_points = 0;
    std::int64_t wrong_answers = 0;
    std::int64_t hints = 0;
    std::chrono::seconds active_time{0};
};

/// 100 per point - 10 per wrong answer - 20 per hint + what is left of 200 minutes, not below 0.
[[nodiscard]] std::int32_t score(Performance const& performance);

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/score.hpp"

#include <algorithm>

namespace qc::runs {

std::int32_t score(Performance const& performance) {
    auto const minutes = std::chrono::floor<std::chrono::minutes>(performance.active_time).count();
    auto const time_bonus = std::max<std::int64_t>(0, 200 - minutes);
    auto const points = 100 * performance.passed_points - 10 * performance.wrong_answers -
                        20 * performance.hints + time_bonus;
    return static_cast<std::int32_t>(std::max<std::int64_t>(0, points));
}

} // namespace qc::runs

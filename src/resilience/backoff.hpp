// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

namespace qc::resilience {

/// `first`, doubled so many times, at most `longest`.
template <class Duration>
[[nodiscard]] constexpr Duration doubled(Duration first, Duration longest, unsigned times) {
    // Past 2^20 every sensible maximum is reached, and the shift stays defined.
    return std::min(longest, first * (std::int64_t{1} << std::min(times, 20U)));
}

} // namespace qc::resilience

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"

#include <array>
#include <chrono>

namespace qc::resilience {

/// Uniform in [0, 1), with 53 random bits.
[[nodiscard]] inline double random_fraction(Random& random) {
    std::array<std::uint8_t, 8> bytes{};
    random.fill(bytes);
    std::uint64_t bits = 0;
    for (auto const byte : bytes)
        bits = (bits << 8U) | byte;
    return static_cast<double>(bits >> 11U) * 0x1.0p-53;
}

/// Uniform in [low, high]; whole milliseconds.
[[nodiscard]] inline std::chrono::milliseconds
random_between(Random& random, std::chrono::milliseconds low, std::chrono::milliseconds high) {
    auto const choices = static_cast<double>((high - low).count() + 1);
    auto const chosen = static_cast<std::int64_t>(random_fraction(random) * choices);
    return low + std::chrono::milliseconds{chosen};
}

} // namespace qc::resilience

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace qc::bench {

/// The generator of Steele, Lea and Flood (2014): the same numbers on every machine, unlike the
/// distributions of the standard library.
class SplitMix64 {
public:
    explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31);
    }

    /// 0 <= x < 1.
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    /// low..high, both included. The bias of the remainder is far below what samples can show.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        auto const width = static_cast<std::uint64_t>(high - low) + 1;
        return low + static_cast<std::int64_t>(next() % width);
    }

    bool chance(double probability) { return unit() < probability; }

    /// Position in `weights`, which need not sum to 1.
    std::size_t weighted(std::span<double const> weights) {
        double sum = 0;
        for (double const weight : weights)
            sum += weight;
        double left = unit() * sum;
        for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
            left -= weights[i];
            if (left < 0) return i;
        }
        return weights.size() - 1;
    }

private:
    std::uint64_t state_;
};

} // namespace qc::bench

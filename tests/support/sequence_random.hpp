// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"

namespace qc::test {

/// The same bytes in every run, but different ones in every call (splitmix64).
class SequenceRandom final : public Random {
public:
    explicit SequenceRandom(std::uint64_t seed = 1) : state_(seed) {}

    void fill(std::span<std::uint8_t> bytes) override {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (i % 8 == 0) word = next();
            bytes[i] = static_cast<std::uint8_t>(word >> (8 * (i % 8)));
        }
    }

private:
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31);
    }

    std::uint64_t state_;
};

} // namespace qc::test

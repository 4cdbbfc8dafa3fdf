// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"

#include <algorithm>

namespace qc::resilience {

/// Stands still until told otherwise.
class FakeClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return now_; }

    [[nodiscard]] Steady steady() const override { return steady_; }

    void advance(std::chrono::milliseconds by) {
        now_ += by;
        steady_ += by;
    }

private:
    Instant now_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 31}};
    Steady steady_{std::chrono::hours{1}};
};

/// Draws the same fraction again and again: 0x00 is the lowest, 0x80 the middle, 0xFF the highest.
class FixedRandom final : public Random {
public:
    explicit FixedRandom(std::uint8_t byte) : byte_(byte) {}

    void fill(std::span<std::uint8_t> bytes) override {
        std::ranges::fill(bytes, std::uint8_t{0});
        if (byte_ == 0xFF) {
            std::ranges::fill(bytes, byte_);
        } else if (!bytes.empty()) {
            bytes.front() = byte_;
        }
    }

private:
    std::uint8_t byte_;
};

} // namespace qc::resilience

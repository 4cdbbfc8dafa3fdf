// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"

namespace qc::test {

/// Stands still until told otherwise. Starts at 2026-01-31T12:00:00Z.
class FakeClock final : public Clock {
public:
    FakeClock() = default;

    explicit FakeClock(Instant start) : now_(start) {}

    [[nodiscard]] Instant now() const override { return now_; }

    [[nodiscard]] Steady steady() const override { return steady_; }

    void set(Instant now) { now_ = now; }

    /// Moves both clocks.
    template <class Rep, class Period>
    void advance(std::chrono::duration<Rep, Period> by) {
        now_ += std::chrono::duration_cast<std::chrono::microseconds>(by);
        steady_ += std::chrono::duration_cast<std::chrono::steady_clock::duration>(by);
    }

private:
    Instant now_ = std::chrono::sys_days{std::chrono::year{2026} / 1 / 31} + std::chrono::hours{12};
    Steady steady_{std::chrono::hours{1}};
};

} // namespace qc::test

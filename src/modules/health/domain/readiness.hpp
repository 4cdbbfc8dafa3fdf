// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"

#include <chrono>
#include <optional>

namespace qc::health {

/// What one look at the things the server cannot work without has found.
struct Finding {
    bool database_answers = false;
    bool schema_is_current = false;
    bool disk_has_room = false;
    bool clocks_agree = false;

    [[nodiscard]] bool good() const noexcept {
        return database_answers && schema_is_current && disk_has_room && clocks_agree;
    }
};

inline constexpr std::chrono::seconds finding_lifetime{1};
inline constexpr int failures_until_not_ready = 2;
inline constexpr double least_free_disk = 0.05;
inline constexpr std::chrono::seconds most_clock_difference{5};

/// Turns findings into readiness (limits.md 9): a finding counts for a second, and one bad one
/// alone does not take the server out of service.
class Readiness {
public:
    /// True when the last look is too long ago to answer with what it found.
    [[nodiscard]] bool is_stale(Clock::Steady now) const noexcept {
        return !looked_at_ || now - *looked_at_ >= finding_lifetime;
    }

    /// Before the look itself: whoever asks while it lasts must not begin another one.
    void begin_look(Clock::Steady now) noexcept { looked_at_ = now; }

    void record(Finding const& finding) noexcept {
        failures_ = finding.good() ? 0 : failures_ + 1;
        finding_ = finding;
    }

    /// Before the first finding nothing is known to work.
    [[nodiscard]] bool is_ready() const noexcept {
        return finding_ && failures_ < failures_until_not_ready;
    }

    [[nodiscard]] Finding finding() const noexcept { return finding_.value_or(Finding{}); }

private:
    std::optional<Finding> finding_;
    std::optional<Clock::Steady> looked_at_;
    int failures_ = 0;
};

} // namespace qc::health

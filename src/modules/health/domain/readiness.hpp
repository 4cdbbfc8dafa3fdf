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
    /// True when the last finding is too old to answer with.
    [[nodiscard]] bool is_stale(Clock::Steady now) const noexcept {
        return !found_at_ || now - *found_at_ >= finding_lifetime;
    }

    void record(Finding const& finding, Clock::Steady now) noexcept {
        failures_ = finding.good() ? 0 : failures_ + 1;
        finding_ = finding;
        found_at_ = now;
    }

    /// Before the first finding nothing is known to work.
    [[nodiscard]] bool is_ready() const noexcept {
        return found_at_.has_value() && failures_ < failures_until_not_ready;
    }

    [[nodiscard]] Finding const& finding() const noexcept { return finding_; }

private:
    Finding finding_;
    std::optional<Clock::Steady> found_at_;
    int failures_ = 0;
};

} // namespace qc::health

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"

#include <cstdint>

namespace qc::resilience {

/// `quota` units per `window` in the long run, `burst` at once.
struct Rate {
    std::uint64_t quota = 0;
    std::chrono::seconds window{60};
    std::uint64_t burst = 0;

    bool operator==(Rate const&) const = default;
};

/// Durations are rounded up, so that waiting them is enough.
struct Decision {
    bool allowed = true;
    std::uint64_t limit = 0;
    std::uint64_t remaining = 0;
    /// Until everything is available again.
    std::chrono::seconds reset_after{0};
    /// Until the refused cost is available; 0 when allowed; at least 1 s when refused.
    std::chrono::seconds retry_after{0};
};

/// After a take: what is left, and whether it was granted.
struct BucketState {
    double tokens = 0;
    bool allowed = true;
};

[[nodiscard]] Decision decision_of(Rate const& rate, BucketState const& state, std::uint64_t cost);

/// Starts full, refills evenly. The rate is passed with each call, so that a changed setting holds
/// at once and a bucket stays small.
class TokenBucket {
public:
    TokenBucket(Rate const& rate, Clock::Steady now);

    /// Takes `cost` or, when there is not enough, nothing.
    Decision take(Rate const& rate, Clock::Steady now, std::uint64_t cost);

    /// Gives back what a call took that turned out not to count.
    void refund(Rate const& rate, Clock::Steady now, std::uint64_t cost);

private:
    void refill(Rate const& rate, Clock::Steady now);

    double tokens_;
    Clock::Steady updated_at_;
};

} // namespace qc::resilience

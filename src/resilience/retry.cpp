// SPDX-License-Identifier: Apache-2.0
#include "resilience/retry.hpp"

#include "resilience/backoff.hpp"
#include "resilience/random_between.hpp"

#include <algorithm>

namespace qc::resilience {

using std::chrono::milliseconds;

std::optional<milliseconds> RetryPolicy::next_delay(
    int failed_attempts, milliseconds remaining, std::optional<milliseconds> retry_after
) const {
    if (failed_attempts < 1 || failed_attempts >= options_.attempts) return std::nullopt;
    auto const bound = doubled(
        options_.first_delay, options_.longest_delay, static_cast<unsigned>(failed_attempts - 1)
    );
    auto delay = random_between(random_, milliseconds{0}, bound);
    if (retry_after) delay = std::max(delay, *retry_after);
    if (delay >= remaining) return std::nullopt;
    return delay;
}

std::optional<RetryBudget::Counted> RetryBudget::retry() {
    auto const share = static_cast<std::size_t>(options_.share * static_cast<double>(calls_));
    if (retries_ >= std::max(options_.floor, share)) return std::nullopt;
    return Counted{retries_};
}

} // namespace qc::resilience

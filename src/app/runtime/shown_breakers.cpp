// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/shown_breakers.hpp"

namespace qc::app {
namespace {

std::int64_t number(std::uint64_t count) {
    return static_cast<std::int64_t>(count);
}

health::BreakerMetrics shown(resilience::BreakerMetrics const& from) {
    health::BreakerMetrics metrics;
    metrics.name = from.name;
    metrics.state = to_text(from.state);
    metrics.failure_count = number(from.failure_count);
    metrics.success_count = number(from.success_count);
    metrics.total_calls = number(from.total_calls);
    metrics.total_failures = number(from.total_failures);
    metrics.total_successes = number(from.total_successes);
    metrics.state_changes = number(from.state_changes);
    metrics.failure_rate = from.failure_rate;
    metrics.last_failure_time = from.last_failure_time;
    return metrics;
}

} // namespace

std::vector<health::BreakerMetrics> ShownBreakers::all() const {
    std::vector<health::BreakerMetrics> all;
    for (auto const* const breaker : breakers_)
        all.push_back(shown(breaker->metrics()));
    return all;
}

} // namespace qc::app

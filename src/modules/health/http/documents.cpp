// SPDX-License-Identifier: Apache-2.0
#include "health/http/documents.hpp"

namespace qc::health {
namespace {

BreakerView breaker_view(BreakerMetrics const& breaker, bool with_metrics) {
    BreakerView view;
    view.state = breaker.state;
    if (!with_metrics) return view;
    view.name.emplace(breaker.name);
    view.failure_count.emplace(breaker.failure_count);
    view.success_count.emplace(breaker.success_count);
    view.total_calls.emplace(breaker.total_calls);
    view.total_failures.emplace(breaker.total_failures);
    view.total_successes.emplace(breaker.total_successes);
    view.state_changes.emplace(breaker.state_changes);
    view.failure_rate.emplace(breaker.failure_rate);
    if (breaker.last_failure_time) {
        view.last_failure_time.emplace(unix_seconds(*breaker.last_failure_time));
    }
    return view;
}

std::int64_t number(std::size_t count) {
    return static_cast<std::int64_t>(count);
}

} // namespace

HealthSummary summary_of(std::vector<telemetry::ServiceHealth> const& services, Instant now) {
    auto const overall = telemetry::overall_health(services);
    return {
        std::string(to_text(overall.status)),
        unix_seconds(now),
        {number(overall.total),
         number(overall.healthy),
         number(overall.degraded),
         number(overall.unhealthy)},
        std::string(overall.message()),
    };
}

ServiceMetrics metrics_of(telemetry::ServiceHealth const& service) {
    ServiceMetrics metrics;
    metrics.service_name = service.service_name;
    metrics.status = to_text(service.status);
    metrics.total_checks = static_cast<std::int64_t>(service.total_checks);
    metrics.healthy_checks = static_cast<std::int64_t>(service.healthy_checks);
    metrics.availability = service.availability;
    metrics.consecutive_failures = static_cast<std::int64_t>(service.consecutive_failures);
    metrics.consecutive_successes = static_cast<std::int64_t>(service.consecutive_successes);
    metrics.avg_response_time_ms = service.avg_response_time_ms;
    if (service.last_check) metrics.last_check = unix_seconds(*service.last_check);
    metrics.last_error = service.last_error;
    return metrics;
}

DetailedHealth detailed(
    std::vector<telemetry::ServiceHealth> const& services,
    std::vector<BreakerMetrics> const& breakers,
    Instant now,
    bool with_metrics
) {
    auto const overall = telemetry::overall_health(services);
    DetailedHealth view;
    view.overall_status = to_text(overall.status);
    view.timestamp = unix_seconds(now);
    view.summary = {
        number(overall.total),
        number(overall.healthy),
        number(overall.degraded),
        number(overall.unhealthy)
    };
    view.message = overall.message();
    for (auto const& service : services) {
        auto& shown = view.services[service.service_name];
        shown.status = to_text(service.status);
        if (with_metrics) shown.metrics.emplace(metrics_of(service));
    }
    for (auto const& breaker : breakers) {
        view.circuit_breakers[breaker.name] = breaker_view(breaker, with_metrics);
    }
    return view;
}

} // namespace qc::health

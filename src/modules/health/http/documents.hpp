// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/presence.hpp"
#include "health/application/ports.hpp"
#include "telemetry/health.hpp"

#include <map>
#include <optional>
#include <string>

namespace qc::health {

/// The documents of http-api.md 1; their keys are snake_case on the wire.
struct RootHealth {
    std::string status;
    std::string service = "questcity-backend";
};

struct ServiceCounts {
    std::int64_t total = 0;
    std::int64_t healthy = 0;
    std::int64_t degraded = 0;
    std::int64_t unhealthy = 0;
};

struct HealthSummary {
    std::string status;
    double timestamp = 0;
    ServiceCounts services;
    std::string message;
};

struct Liveness {
    std::string status;
    double timestamp = 0;
    std::string message;
};

struct ReadinessView {
    std::string status;
    double timestamp = 0;
    std::map<std::string, std::string> critical_services;
    std::string message;
};

struct ServiceMetrics {
    std::string service_name;
    std::string status;
    std::int64_t total_checks = 0;
    std::int64_t healthy_checks = 0;
    double availability = 1;
    std::int64_t consecutive_failures = 0;
    std::int64_t consecutive_successes = 0;
    double avg_response_time_ms = 0;
    std::optional<double> last_check;
    std::optional<std::string> last_error;
};

struct ServiceView {
    std::string status;
    contract::Omissible<ServiceMetrics> metrics;
};

struct OneServiceView {
    std::string service_name;
    std::string status;
    contract::Omissible<ServiceMetrics> metrics;
    double timestamp = 0;
};

struct BreakerView {
    std::string state;
    contract::Omissible<std::string> name;
    contract::Omissible<std::int64_t> failure_count;
    contract::Omissible<std::int64_t> success_count;
    contract::Omissible<std::int64_t> total_calls;
    contract::Omissible<std::int64_t> total_failures;
    contract::Omissible<std::int64_t> total_successes;
    contract::Omissible<std::int64_t> state_changes;
    contract::Omissible<double> failure_rate;
    contract::Omissible<double> last_failure_time;
};

struct DetailedCounts {
    std::int64_t total_services = 0;
    std::int64_t healthy_services = 0;
    std::int64_t degraded_services = 0;
    std::int64_t unhealthy_services = 0;
};

struct DetailedHealth {
    std::string overall_status;
    double timestamp = 0;
    DetailedCounts summary;
    std::map<std::string, ServiceView> services;
    std::map<std::string, BreakerView> circuit_breakers;
    std::string message;
};

struct ResetView {
    std::string service_name;
    std::string action = "reset";
    std::string status = "success";
    std::string message;
    double timestamp = 0;
};

[[nodiscard]] HealthSummary
summary_of(std::vector<telemetry::ServiceHealth> const& services, Instant now);

/// Metrics are shown to holders of view_logs only.
[[nodiscard]] DetailedHealth detailed(
    std::vector<telemetry::ServiceHealth> const& services,
    std::vector<BreakerMetrics> const& breakers,
    Instant now,
    bool with_metrics
);

[[nodiscard]] ServiceMetrics metrics_of(telemetry::ServiceHealth const& service);

} // namespace qc::health

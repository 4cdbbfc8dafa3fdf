// SPDX-License-Identifier: Apache-2.0
#include "telemetry/health.hpp"

#include <algorithm>
#include <stdexcept>

namespace qc::telemetry {
namespace {

constexpr std::uint64_t healthy_after = 2;
constexpr std::uint64_t unhealthy_after = 3;
constexpr unsigned last_three = 0b111;

ServiceHealth unchecked(std::string name, bool critical) {
    ServiceHealth health;
    health.service_name = std::move(name);
    health.critical = critical;
    return health;
}

} // namespace

std::string_view to_text(HealthStatus status) {
    switch (status) {
    case HealthStatus::unknown:
        return "unknown";
    case HealthStatus::healthy:
        return "healthy";
    case HealthStatus::degraded:
        return "degraded";
    case HealthStatus::unhealthy:
        return "unhealthy";
    }
    return "unknown";
}

std::string_view OverallHealth::message() const {
    switch (status) {
    case HealthStatus::healthy:
        return "All systems operational";
    case HealthStatus::degraded:
        return "Some services experiencing issues, but system is functional";
    case HealthStatus::unhealthy:
        return "Critical services unavailable";
    case HealthStatus::unknown:
        return "System status unknown";
    }
    return "System status unknown";
}

OverallHealth overall_health(std::span<ServiceHealth const> services) {
    auto const count = [&](HealthStatus status) {
        return static_cast<std::size_t>(std::ranges::count(services, status, &ServiceHealth::status)
        );
    };
    OverallHealth overall;
    overall.total = services.size();
    overall.healthy = count(HealthStatus::healthy);
    overall.degraded = count(HealthStatus::degraded);
    overall.unhealthy = count(HealthStatus::unhealthy);
    bool const critical = std::ranges::any_of(services, [](ServiceHealth const& service) {
        return service.critical && service.status == HealthStatus::unhealthy;
    });
    if (critical) {
        overall.status = HealthStatus::unhealthy;
    } else if (overall.degraded + overall.unhealthy > 0) {
        overall.status = HealthStatus::degraded;
    } else if (overall.healthy > 0) {
        overall.status = HealthStatus::healthy;
    }
    return overall;
}

HealthMonitor::HealthMonitor(std::vector<Service> services) {
    for (auto& service : services) {
        Watched watched;
        watched.health = unchecked(service.name, service.critical);
        watched_.emplace(std::move(service.name), std::move(watched));
    }
}

void HealthMonitor::record(std::string_view service, HealthCheck const& check) {
    std::scoped_lock const lock(mutex_);
    auto const found = watched_.find(service);
    if (found == watched_.end()) {
        throw std::logic_error("no health is kept of " + std::string(service));
    }
    auto& watched = found->second;
    auto& health = watched.health;
    ++health.total_checks;
    watched.recent_failures = (watched.recent_failures << 1U) & last_three;
    if (check.passed) {
        ++health.healthy_checks;
        ++health.consecutive_successes;
        health.consecutive_failures = 0;
    } else {
        watched.recent_failures |= 1U;
        ++health.consecutive_failures;
        health.consecutive_successes = 0;
        health.last_error = check.error;
    }
    watched.total_ms += std::chrono::duration<double, std::milli>(check.response_time).count();
    auto const total = static_cast<double>(health.total_checks);
    health.avg_response_time_ms = watched.total_ms / total;
    health.availability = static_cast<double>(health.healthy_checks) / total;
    health.last_check = check.at;
    health.status = judge(watched);
}

HealthStatus HealthMonitor::judge(Watched const& watched) {
    if (watched.health.consecutive_failures >= unhealthy_after) return HealthStatus::unhealthy;
    if (watched.health.consecutive_successes >= healthy_after) return HealthStatus::healthy;
    return watched.recent_failures != 0 ? HealthStatus::degraded : HealthStatus::healthy;
}

bool HealthMonitor::reset(std::string_view service) {
    std::scoped_lock const lock(mutex_);
    auto const found = watched_.find(service);
    if (found == watched_.end()) return false;
    Watched fresh;
    fresh.health = unchecked(found->first, found->second.health.critical);
    found->second = std::move(fresh);
    return true;
}

std::optional<ServiceHealth> HealthMonitor::find(std::string_view service) const {
    std::scoped_lock const lock(mutex_);
    auto const found = watched_.find(service);
    if (found == watched_.end()) return std::nullopt;
    return found->second.health;
}

std::vector<ServiceHealth> HealthMonitor::services() const {
    std::scoped_lock const lock(mutex_);
    std::vector<ServiceHealth> all;
    for (auto const& [name, watched] : watched_)
        all.push_back(watched.health);
    return all;
}

} // namespace qc::telemetry

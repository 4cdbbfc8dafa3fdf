// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qc::telemetry {

enum class HealthStatus { unknown, healthy, degraded, unhealthy };

[[nodiscard]] std::string_view to_text(HealthStatus status);

/// What one background check found.
struct HealthCheck {
    bool passed = false;
    std::chrono::microseconds response_time{0};
    Instant at;
    /// For people with the permission to see metrics: no secrets, no library messages.
    std::string error;
};

/// The state of one service since the start or the last reset.
struct ServiceHealth {
    std::string service_name;
    /// Whether the server is of no use without it.
    bool critical = false;
    HealthStatus status = HealthStatus::unknown;
    std::uint64_t total_checks = 0;
    std::uint64_t healthy_checks = 0;
    /// 0..1; 1 before the first check.
    double availability = 1;
    std::uint64_t consecutive_failures = 0;
    std::uint64_t consecutive_successes = 0;
    double avg_response_time_ms = 0;
    std::optional<Instant> last_check;
    /// Of the last failed check.
    std::optional<std::string> last_error;
};

struct OverallHealth {
    HealthStatus status = HealthStatus::unknown;
    std::size_t total = 0;
    std::size_t healthy = 0;
    std::size_t degraded = 0;
    std::size_t unhealthy = 0;

    /// One of the four sentences of the contract.
    [[nodiscard]] std::string_view message() const;

    /// Unknown counts as available: 503 is only for unhealthy.
    [[nodiscard]] bool available() const noexcept { return status != HealthStatus::unhealthy; }
};

/// Unhealthy when a critical service is; degraded when any other trouble is known; unknown while
/// no service has a result.
[[nodiscard]] OverallHealth overall_health(std::span<ServiceHealth const> services);

/// Remembers the results of background checks. Unhealthy from the third failure in a row, healthy
/// from the second success in a row; between the two degraded as long as one of the last three
/// checks failed. Thread-safe: a checker writes, workers read copies.
class HealthMonitor {
public:
    struct Service {
        std::string name;
        bool critical = false;
    };

    explicit HealthMonitor(std::vector<Service> services);

    /// Throws std::logic_error for a service that is not watched.
    void record(std::string_view service, HealthCheck const& check);

    /// Forgets the results; false when there is no such service.
    bool reset(std::string_view service);

    [[nodiscard]] std::optional<ServiceHealth> find(std::string_view service) const;

    /// By name.
    [[nodiscard]] std::vector<ServiceHealth> services() const;

private:
    struct Watched {
        ServiceHealth health;
        double total_ms = 0;
        /// One bit a check, the newest lowest; set when it failed.
        unsigned recent_failures = 0;
    };

    [[nodiscard]] static HealthStatus judge(Watched const& watched);

    mutable std::mutex mutex_;
    std::map<std::string, Watched, std::less<>> watched_;
};

} // namespace qc::telemetry

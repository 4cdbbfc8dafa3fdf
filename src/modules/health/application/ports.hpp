// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/task.hpp"
#include "health/domain/readiness.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace qc::health {

/// Looks at the database over a connection of its own, at the disk and at the clocks.
class Inspection {
public:
    virtual ~Inspection() = default;
    [[nodiscard]] virtual Task<Finding> look() = 0;
};

/// Something the server can do without; its checks feed /health and never readiness.
struct Dependency {
    std::string name;
    /// Bounded in time; does not throw.
    std::function<Task<bool>()> answers;
};

struct BreakerMetrics {
    std::string name;
    std::string state;
    std::int64_t failure_count = 0;
    std::int64_t success_count = 0;
    std::int64_t total_calls = 0;
    std::int64_t total_failures = 0;
    std::int64_t total_successes = 0;
    std::int64_t state_changes = 0;
    double failure_rate = 0;
    std::optional<Instant> last_failure_time;
};

class Breakers {
public:
    virtual ~Breakers() = default;
    [[nodiscard]] virtual std::vector<BreakerMetrics> all() const = 0;
};

/// What the process knows of itself; shared by its workers.
class ProcessLife {
public:
    void begin_shutdown() noexcept { shutting_down_ = true; }

    [[nodiscard]] bool is_shutting_down() const noexcept { return shutting_down_; }

    /// Called by the event loop of every worker, several times a second.
    void beat(Clock::Steady now) noexcept { last_beat_ = now.time_since_epoch().count(); }

    /// False when no event loop has turned for two seconds.
    [[nodiscard]] bool is_alive(Clock::Steady now) const noexcept {
        auto const beat = last_beat_.load();
        Clock::Steady const last{Clock::Steady::duration(beat)};
        return beat == 0 || now - last <= std::chrono::seconds{2};
    }

private:
    std::atomic<bool> shutting_down_ = false;
    std::atomic<Clock::Steady::rep> last_beat_ = 0;
};

} // namespace qc::health

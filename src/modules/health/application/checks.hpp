// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "health/application/ports.hpp"
#include "telemetry/health.hpp"

namespace qc::health {

/// The background check of the database: what it finds feeds /health.
class CheckDatabase {
public:
    CheckDatabase(Inspection& inspection, telemetry::HealthMonitor& monitor, Clock const& clock)
        : inspection_(inspection)
        , monitor_(monitor)
        , clock_(clock) {}

    [[nodiscard]] Task<void> operator()();

private:
    Inspection& inspection_;
    telemetry::HealthMonitor& monitor_;
    Clock const& clock_;
};

/// The background check of something else.
class CheckDependency {
public:
    CheckDependency(Dependency dependency, telemetry::HealthMonitor& monitor, Clock const& clock)
        : dependency_(std::move(dependency))
        , monitor_(monitor)
        , clock_(clock) {}

    [[nodiscard]] Task<void> operator()();

    [[nodiscard]] std::string const& name() const noexcept { return dependency_.name; }

private:
    Dependency dependency_;
    telemetry::HealthMonitor& monitor_;
    Clock const& clock_;
};

/// Whether traffic should come here; looks again when the last finding is too old.
class AskReadiness {
public:
    AskReadiness(Inspection& inspection, ProcessLife const& life, Clock const& clock)
        : inspection_(inspection)
        , life_(life)
        , clock_(clock) {}

    struct Answer {
        bool ready;
        bool database_answers;
    };

    [[nodiscard]] Task<Answer> operator()();

private:
    Inspection& inspection_;
    ProcessLife const& life_;
    Clock const& clock_;
    Readiness readiness_;
};

} // namespace qc::health

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/job.hpp"
#include "health/application/checks.hpp"
#include "health/application/ports.hpp"
#include "health/postgres/inspection.hpp"
#include "http/route.hpp"
#include "telemetry/health.hpp"

#include <list>
#include <vector>

namespace qc::health {

/// Of one worker; everything outlives the module.
struct HealthServices {
    boost::asio::any_io_executor executor;
    InspectionSubject subject;
    telemetry::HealthMonitor& monitor;
    Breakers const& breakers;
    ProcessLife& life;
    Clock const& clock;
    Random& random;
    /// Watched by the monitor too.
    std::vector<Dependency> dependencies = {};
};

class HealthModule {
public:
    explicit HealthModule(HealthServices const& services);

    void add_routes(http::Routes& routes);

    /// The background checks: of the database every 30 s, of what only degrades every 5 s.
    void add_jobs(Jobs& jobs);

private:
    HealthServices services_;
    PostgresInspection inspection_;
    CheckDatabase check_database_;
    AskReadiness ask_readiness_;
    /// Jobs refer to them.
    std::list<CheckDependency> check_dependencies_;
};

} // namespace qc::health

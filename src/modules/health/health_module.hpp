// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/job.hpp"
#include "health/application/checks.hpp"
#include "health/application/ports.hpp"
#include "health/postgres/inspection.hpp"
#include "http/route.hpp"
#include "telemetry/health.hpp"

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
};

class HealthModule {
public:
    explicit HealthModule(HealthServices const& services);

    void add_routes(http::Routes& routes);

    /// The background check of the database, every 30 s.
    void add_jobs(Jobs& jobs);

private:
    HealthServices services_;
    PostgresInspection inspection_;
    CheckDatabase check_database_;
    AskReadiness ask_readiness_;
};

} // namespace qc::health

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "health/application/checks.hpp"
#include "health/application/ports.hpp"
#include "http/route.hpp"
#include "telemetry/health.hpp"

namespace qc::health {

/// Everything outlives the routes.
struct RouteServices {
    telemetry::HealthMonitor& monitor;
    Breakers const& breakers;
    ProcessLife const& life;
    AskReadiness& ask_readiness;
    Clock const& clock;
};

void add_routes(http::Routes& routes, RouteServices const& services);

} // namespace qc::health

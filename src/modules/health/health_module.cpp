// SPDX-License-Identifier: Apache-2.0
#include "health/health_module.hpp"

#include "health/http/routes.hpp"

namespace qc::health {

HealthModule::HealthModule(HealthServices const& services)
    : services_(services)
    , inspection_(services.executor, services.subject, services.clock, services.random)
    , check_database_(inspection_, services.monitor, services.clock)
    , ask_readiness_(inspection_, services.life, services.clock) {
    for (auto const& dependency : services_.dependencies)
        check_dependencies_.emplace_back(dependency, services_.monitor, services_.clock);
}

void HealthModule::add_routes(http::Routes& routes) {
    RouteServices const services{
        services_.monitor, services_.breakers, services_.life, ask_readiness_, services_.clock
    };
    health::add_routes(routes, services);
}

void HealthModule::add_jobs(Jobs& jobs) {
    jobs.push_back({"database health", std::chrono::seconds{30}, [this] {
                        return check_database_();
                    }});
    for (auto& check : check_dependencies_) {
        jobs.push_back({check.name() + " health", std::chrono::seconds{5}, [&check] {
                            return check();
                        }});
    }
}

} // namespace qc::health

// SPDX-License-Identifier: Apache-2.0
#include "health/http/routes.hpp"

#include "health/domain/errors.hpp"
#include "health/http/documents.hpp"
#include "http/endpoint.hpp"

#include <boost/describe/class.hpp>

namespace qc::health {

BOOST_DESCRIBE_STRUCT(RootHealth, (), (status, service))
BOOST_DESCRIBE_STRUCT(ServiceCounts, (), (total, healthy, degraded, unhealthy))
BOOST_DESCRIBE_STRUCT(HealthSummary, (), (status, timestamp, services, message))
BOOST_DESCRIBE_STRUCT(Liveness, (), (status, timestamp, message))
BOOST_DESCRIBE_STRUCT(ReadinessView, (), (status, timestamp, critical_services, message))
BOOST_DESCRIBE_STRUCT(
    ServiceMetrics,
    (),
    (service_name,
     status,
     total_checks,
     healthy_checks,
     availability,
     consecutive_failures,
     consecutive_successes,
     avg_response_time_ms,
     last_check,
     last_error)
)
BOOST_DESCRIBE_STRUCT(ServiceView, (), (status, metrics))
BOOST_DESCRIBE_STRUCT(OneServiceView, (), (service_name, status, metrics, timestamp))
BOOST_DESCRIBE_STRUCT(
    BreakerView,
    (),
    (state,
     name,
     failure_count,
     success_count,
     total_calls,
     total_failures,
     total_successes,
     state_changes,
     failure_rate,
     last_failure_time)
)
BOOST_DESCRIBE_STRUCT(
    DetailedCounts, (), (total_services, healthy_services, degraded_services, unhealthy_services)
)
BOOST_DESCRIBE_STRUCT(
    DetailedHealth, (), (overall_status, timestamp, summary, services, circuit_breakers, message)
)
BOOST_DESCRIBE_STRUCT(ResetView, (), (service_name, action, status, message, timestamp))

struct ServicePath {
    std::string name;
};

BOOST_DESCRIBE_STRUCT(ServicePath, (), (name))

} // namespace qc::health

namespace qc::contract {

template <>
inline constexpr bool keeps_snake_case<health::ReadinessView> = true;
template <>
inline constexpr bool keeps_snake_case<health::ServiceMetrics> = true;
template <>
inline constexpr bool keeps_snake_case<health::OneServiceView> = true;
template <>
inline constexpr bool keeps_snake_case<health::BreakerView> = true;
template <>
inline constexpr bool keeps_snake_case<health::DetailedCounts> = true;
template <>
inline constexpr bool keeps_snake_case<health::DetailedHealth> = true;
template <>
inline constexpr bool keeps_snake_case<health::ResetView> = true;

} // namespace qc::contract

namespace qc::health {
namespace {

using http::None;
using http::Reply;
using http::RouteSpec;

/// The same document under every path it is served at; only the first is documented.
void add_at(http::Routes& routes, http::Route route, std::vector<std::string> const& paths) {
    for (auto const& path : paths) {
        route.spec.path = path;
        routes.push_back(route);
        route.spec.hidden = true;
    }
}

RouteSpec spec_of(std::string summary) {
    RouteSpec spec{
        .method = http::Method::get,
        .path = {},
        .summary = std::move(summary),
        .tag = "Health",
        .access = http::anyone()
    };
    spec.rate = http::RateClass::unlimited;
    spec.priority = http::Priority::health;
    spec.view_statuses = {503};
    return spec;
}

bool sees_metrics(http::Request const& request) {
    return request.caller && request.caller->may(access::Permission::view_logs);
}

void add_summaries(http::Routes& routes, RouteServices const& services) {
    auto root = http::plain_route<Reply<RootHealth>>(
        spec_of("Whether the process serves at all"),
        [services](http::Call<> const&) -> Task<Result<Reply<RootHealth>>> {
            bool const leaving = services.life.is_shutting_down();
            Reply<RootHealth> reply{{leaving ? "unhealthy" : "healthy"}, leaving ? 503 : 200};
            co_return reply;
        }
    );
    add_at(routes, std::move(root), {"/health"});
    auto summary = http::plain_route<Reply<HealthSummary>>(
        spec_of("Health of all services in short"),
        [services](http::Call<> const&) -> Task<Result<Reply<HealthSummary>>> {
            auto view = summary_of(services.monitor.services(), services.clock.now());
            int const status = view.status == "unhealthy" ? 503 : 200;
            Reply<HealthSummary> reply{std::move(view), status};
            co_return reply;
        }
    );
    add_at(routes, std::move(summary), {"/api/v1/health"});
}

void add_probes(http::Routes& routes, RouteServices const& services) {
    auto live = http::plain_route<Reply<Liveness>>(
        spec_of("Liveness: the event loops turn"),
        [services](http::Call<> const&) -> Task<Result<Reply<Liveness>>> {
            bool const alive = services.life.is_alive(services.clock.steady());
            Liveness view{
                alive ? "alive" : "dead",
                unix_seconds(services.clock.now()),
                alive ? "Application is running" : "Application does not respond"
            };
            Reply<Liveness> reply{std::move(view), alive ? 200 : 503};
            co_return reply;
        }
    );
    add_at(routes, std::move(live), {"/api/v1/health/live", "/health/live"});
    auto ready = http::plain_route<Reply<ReadinessView>>(
        spec_of("Readiness: traffic may come"),
        [services](http::Call<> const&) -> Task<Result<Reply<ReadinessView>>> {
            auto const answer = co_await services.ask_readiness();
            ReadinessView view{
                answer.ready ? "ready" : "not_ready",
                unix_seconds(services.clock.now()),
                {{"database", answer.database_answers ? "healthy" : "unhealthy"}},
                answer.ready ? "Application is ready to serve traffic"
                             : "Critical services unavailable"
            };
            Reply<ReadinessView> reply{std::move(view), answer.ready ? 200 : 503};
            co_return reply;
        }
    );
    add_at(routes, std::move(ready), {"/api/v1/health/ready", "/health/ready"});
}

void add_details(http::Routes& routes, RouteServices const& services) {
    auto spec = spec_of("Health of every service and circuit breaker");
    spec.reads_token = true;
    spec.access = http::anyone().where("metrics only with view_logs");
    auto all = http::plain_route<Reply<DetailedHealth>>(
        spec,
        [services](http::Call<> const& call) -> Task<Result<Reply<DetailedHealth>>> {
            auto view = detailed(
                services.monitor.services(),
                services.breakers.all(),
                services.clock.now(),
                sees_metrics(call.request)
            );
            int const status = view.overall_status == "unhealthy" ? 503 : 200;
            Reply<DetailedHealth> reply{std::move(view), status};
            co_return reply;
        }
    );
    add_at(routes, std::move(all), {"/api/v1/health/detailed", "/health/detailed"});
    spec.summary = "Health of one service";
    spec.errors = {&service_not_found};
    spec.view_statuses = {};
    auto one = http::plain_route<OneServiceView, ServicePath>(
        spec,
        [services](http::Call<ServicePath> const& call) -> Task<Result<OneServiceView>> {
            auto const service = services.monitor.find(call.path.name);
            if (!service) co_return service_not_found;
            OneServiceView view;
            view.service_name = service->service_name;
            view.status = to_text(service->status);
            if (sees_metrics(call.request)) view.metrics.emplace(metrics_of(*service));
            view.timestamp = unix_seconds(services.clock.now());
            co_return view;
        }
    );
    add_at(routes, std::move(one), {"/api/v1/health/services/{name}", "/health/services/{name}"});
}

void add_reset(http::Routes& routes, RouteServices const& services) {
    auto spec = spec_of("Forget what the checks of a service have found");
    spec.method = http::Method::post;
    spec.access = http::may(access::Permission::manage_system_settings);
    spec.rate = http::RateClass::general;
    spec.view_statuses = {};
    spec.errors = {&service_not_found};
    auto reset = http::plain_route<ResetView, ServicePath>(
        spec,
        [services](http::Call<ServicePath> const& call) -> Task<Result<ResetView>> {
            if (!services.monitor.reset(call.path.name)) co_return service_not_found;
            ResetView view;
            view.service_name = call.path.name;
            view.message = "The history of " + call.path.name + " was reset";
            view.timestamp = unix_seconds(services.clock.now());
            co_return view;
        }
    );
    add_at(
        routes,
        std::move(reset),
        {"/api/v1/health/services/{name}/reset", "/health/services/{name}/reset"}
    );
}

} // namespace

void add_routes(http::Routes& routes, RouteServices const& services) {
    add_summaries(routes, services);
    add_probes(routes, services);
    add_details(routes, services);
    add_reset(routes, services);
}

} // namespace qc::health

// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/internal_listener.hpp"

#include "app/runtime/listening.hpp"
#include "http/dispatcher_factory.hpp"

namespace qc::app {
namespace {

http::Route metrics_route(telemetry::Metrics const& metrics) {
    http::Route route;
    route.spec = http::RouteSpec{
        .method = http::Method::get,
        .path = "/metrics",
        .summary = "Metrics in the text format of Prometheus",
        .tag = "Health",
        .access = http::anyone()
    };
    route.spec.rate = http::RateClass::unlimited;
    route.spec.priority = http::Priority::health;
    route.spec.body_kind = http::BodyKind::none;
    route.handler =
        [&metrics](http::Request const&, http::RouteContext&) -> Task<Result<http::Response>> {
        http::Response response;
        response.content_type = telemetry::metrics_content_type;
        response.body = metrics.render();
        co_return response;
    };
    return route;
}

http::Routes internal_routes(ProcessParts const& process, Worker& worker) {
    auto routes = worker.modules().internal_routes();
    routes.push_back(metrics_route(process.metrics));
    return routes;
}

} // namespace

InternalListener::InternalListener(ProcessParts& process, Worker& worker)
    : router_(internal_routes(process, worker))
    , log_(router_, process.metrics)
    , shedder_(process.settings.limits.shedding, process.clock, process.random)
    , route_context_{worker.route_context()} {
    http::SharedParts const shared{router_, process.cors, log_};
    http::WorkerParts const parts{
        worker.modules().authenticator(),
        route_context_,
        worker.rates(),
        process.random,
        shedder_,
        worker.modules().audit().trail()
    };
    dispatcher_ = http::make_dispatcher(shared, parts);
    http_server::ServerOptions options;
    options.host = process.settings.http.internal_host;
    options.port = process.settings.http.internal_port;
    options.timeouts = process.settings.limits.timeouts;
    listen_on(internal_address(process.settings.http), [&] {
        server_.emplace(worker.context(), *dispatcher_, process.clock, std::move(options));
    });
    server_->start();
}

} // namespace qc::app

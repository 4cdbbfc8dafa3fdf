// SPDX-License-Identifier: Apache-2.0
#include "http/telemetry_log.hpp"

#include "core/failure_text.hpp"
#include "core/unavailable.hpp"
#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"
#include "telemetry/redact.hpp"

#include <boost/core/demangle.hpp>

#include <typeinfo>

namespace qc::http {
namespace {

namespace ecs = telemetry::ecs;

std::string_view template_of(Request const& request) {
    if (request.route == nullptr) return "unmatched";
    return request.route->spec.path;
}

/// The template that says which segments are secret, also where the method does not fit and where
/// the request was refused before routing.
std::string logged_path(Router const& router, Request const& request) {
    auto const* const route =
        request.route != nullptr ? request.route : router.any_at(request.path);
    if (route == nullptr) return request.path;
    return telemetry::redact_path(route->spec.path, request.path);
}

/// Probes come every few seconds for ever: only their failures are news.
telemetry::Level level_of(Request const& request, int status) {
    if (status == 503) return telemetry::Level::warning;
    if (status >= 500) return telemetry::Level::error;
    bool const probe = request.route != nullptr && request.route->spec.priority == Priority::health;
    return probe ? telemetry::Level::debug : telemetry::Level::info;
}

void add_request(telemetry::Fields& fields, Router const& router, Request const& request) {
    fields.add(ecs::request_method, method_name(request.method))
        .add(ecs::url_path, logged_path(router, request))
        .add(ecs::route, template_of(request))
        .add(ecs::client_address, request.client_address)
        .add(ecs::correlation_id, request.correlation_id)
        .add(ecs::trace_id, request.trace_id);
    if (!request.query.empty()) {
        // Nothing is left of a query that held secrets only, not even the question mark.
        auto const shown = telemetry::redact_target("?" + request.query);
        if (!shown.empty()) fields.add(ecs::url_query, std::string_view(shown).substr(1));
    }
    if (request.caller) fields.add(ecs::user_id, request.caller->user.text());
}

} // namespace

TelemetryLog::TelemetryLog(Router const& router, telemetry::Metrics& metrics)
    : router_(router)
    , metrics_(metrics)
    , unmatched_(metrics.request("ANY", "unmatched")) {
    by_route_.reserve(router.routes().size());
    for (auto const& route : router.routes())
        by_route_.push_back(&metrics.request(method_name(route.spec.method), route.spec.path));
}

telemetry::RequestMetric& TelemetryLog::metric_of(Request const& request) const {
    if (request.route == nullptr) return unmatched_;
    return *by_route_[router_.index_of(*request.route)];
}

void TelemetryLog::answered(Exchange const& exchange) const {
    auto const& [request, response, duration] = exchange;
    metric_of(request).record(response.status, duration);
    if (!response.error_code.empty()) metrics_.api_error(response.error_code);
    auto const level = level_of(request, response.status);
    if (!telemetry::logs(level)) return;
    telemetry::Fields fields;
    add_request(fields, router_, request);
    fields.add(ecs::response_status, response.status)
        .add(ecs::event_duration, duration)
        .add(ecs::event_outcome, response.status < 400 ? "success" : "failure");
    if (!response.error_code.empty()) fields.add(ecs::error_code, response.error_code);
    telemetry::log(level, telemetry::Action::api_request, "Request answered", fields);
}

void TelemetryLog::failed(Request const& request, std::exception const& failure) const {
    auto const type = boost::core::demangle(typeid(failure).name());
    metrics_.error(type);
    auto const is_expected = dynamic_cast<Unavailable const*>(&failure) != nullptr;
    telemetry::Fields fields;
    add_request(fields, router_, request);
    fields.add(ecs::error_type, type).add(ecs::error_message, failure_text(failure));
    telemetry::log(
        is_expected ? telemetry::Level::warning : telemetry::Level::error,
        telemetry::Action::error,
        is_expected ? "A dependency is unavailable" : "A request failed",
        fields
    );
}

} // namespace qc::http

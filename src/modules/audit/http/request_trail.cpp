// SPDX-License-Identifier: Apache-2.0
#include "audit/http/request_trail.hpp"

#include "core/failure_text.hpp"
#include "core/text.hpp"
#include "http/errors.hpp"
#include "http/rate_gate.hpp"
#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"
#include "telemetry/redact.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace qc::audit {
namespace {

namespace json = boost::json;

struct Object {
    std::string type;
    std::string id;
};

bool is_token(std::string_view parameter) {
    return telemetry::is_sensitive(parameter);
}

/// What stands in the braces of a segment, without the dots of a rest; empty for a literal.
std::string_view parameter_of(std::string_view segment) {
    if (!segment.starts_with('{')) return {};
    segment = segment.substr(1, segment.find_first_of(".}") - 1);
    return segment;
}

std::string value_of(http::Request const& request, std::string_view parameter) {
    if (is_token(parameter)) return {};
    auto const& all = request.path_parameters;
    auto const found = std::ranges::find(all, parameter, &http::Fields::value_type::first);
    return found == all.end() ? std::string() : found->second;
}

Object object_of(http::Request const& request) {
    Object object;
    std::string_view literal;
    std::string_view rest = request.route->spec.path;
    bool has_parameter = false;
    while (!rest.empty()) {
        rest.remove_prefix(1);
        auto const segment = rest.substr(0, rest.find('/'));
        rest.remove_prefix(segment.size());
        auto const parameter = parameter_of(segment);
        if (parameter.empty()) {
            literal = segment;
            continue;
        }
        has_parameter = true;
        object = {std::string(literal), value_of(request, parameter)};
    }
    if (!has_parameter) object.type = literal;
    return object;
}

/// The id of what was created; empty when the answer does not tell.
std::string id_in(http::Response const& answer) {
    boost::system::error_code error;
    auto const body = json::parse(answer.body, error);
    if (error || !body.is_object()) return {};
    auto const* const id = body.get_object().if_contains("id");
    if (id == nullptr) return {};
    return id->is_string() ? std::string(id->get_string()) : json::serialize(*id);
}

std::string route_of(http::Request const& request) {
    return std::string(http::method_name(request.method)) + " " + request.route->spec.path;
}

json::object traced(http::Request const& request) {
    json::object data;
    if (!request.correlation_id.empty()) data["correlationId"] = request.correlation_id;
    return data;
}

/// Who is refused may have written anything into the path. What PostgreSQL does not take must not
/// cost the row.
bool is_storable(std::string_view value) {
    return is_utf8(value) && value.find('\0') == std::string_view::npos;
}

json::object data_of(http::Request const& request) {
    auto data = traced(request);
    for (auto const& [name, value] : request.path_parameters) {
        if (!is_token(name)) data[name] = is_storable(value) ? value : std::string("?");
    }
    return data;
}

Act act_of(http::Request const& request) {
    auto object = object_of(request);
    Act act;
    act.actor = request.signed_in().user;
    act.object_type = std::move(object.type);
    act.object_id = std::move(object.id);
    act.client_address = request.client_address;
    return act;
}

Act privileged_act(http::Request const& request, http::Response const* answer) {
    auto act = act_of(request);
    act.action = request.route->spec.act.empty() ? route_of(request) : request.route->spec.act;
    act.data = json::serialize(data_of(request));
    if (act.object_id.empty() && answer != nullptr) act.object_id = id_in(*answer);
    return act;
}

Act refused_act(http::Request const& request, http::Response const& answer) {
    auto act = act_of(request);
    auto data = data_of(request);
    data["route"] = route_of(request);
    data["code"] = answer.error_code;
    act.action = "access.refused";
    act.data = json::serialize(data);
    return act;
}

/// Named as the authentication module names those that it turns away itself.
Act throttled_act(http::Request const& request) {
    auto data = traced(request);
    data["code"] = std::string(http::too_many_requests.code);
    Act act;
    act.action = "login_throttled";
    act.object_type = "users";
    act.data = json::serialize(data);
    act.client_address = request.client_address;
    return act;
}

/// Making an act takes memory, and nobody is there to hear that there is none.
template <class Note>
void safely(Note note) noexcept {
    try {
        note();
    } catch (std::exception const& failure) {
        telemetry::Fields fields;
        fields.add(telemetry::ecs::error_message, failure_text(failure));
        telemetry::log(
            telemetry::Level::error, telemetry::Action::security, "An act was not noted", fields
        );
    }
}

} // namespace

Task<void> RequestTrail::record(
    Transaction& transaction, http::Request const& request, http::Response const* answer
) {
    auto act = privileged_act(request, answer);
    co_await audit_.record(transaction, std::move(act));
}

void RequestTrail::note(http::Request const& request, http::Response const& answer) noexcept {
    safely([&] { audit_.note(privileged_act(request, &answer)); });
}

void RequestTrail::refused(http::Request const& request, http::Response const& answer) noexcept {
    safely([&] { audit_.note(refused_act(request, answer)); });
}

void RequestTrail::throttled(http::Request const& request) noexcept {
    safely([&] {
        auto address = http::address_key(request.client_address);
        if (throttled_.find(address) != nullptr) return;
        throttled_.put(std::move(address), {});
        audit_.note(throttled_act(request));
    });
}

} // namespace qc::audit

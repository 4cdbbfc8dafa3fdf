// SPDX-License-Identifier: Apache-2.0
#include "http/openapi_responses.hpp"

#include "access/errors.hpp"
#include "http/errors.hpp"
#include "http/idempotency.hpp"

#include <boost/json/parse.hpp>

#include <map>
#include <set>

namespace qc::http {
namespace {

namespace json = boost::json;

using CodesByStatus = std::map<int, std::set<std::string>>;

bool takes_body(Route const& route) {
    return route.body_schema != nullptr || route.spec.body_kind == BodyKind::multipart;
}

void add(CodesByStatus& codes, ErrorCode const& code) {
    codes[status_of(code.kind)].emplace(code.code);
}

void add_access_codes(CodesByStatus& codes, Access const& access) {
    if (access.kind == Access::Kind::anyone) return;
    for (auto const* const code :
         {&access::access_token_required,
          &access::invalid_access_token,
          &access::access_token_expired,
          &access::session_revoked,
          &access::inactive_user})
        add(codes, *code);
    if (access.kind != Access::Kind::signed_in) add(codes, access::permission_denied);
}

void add_input_codes(CodesByStatus& codes, Route const& route) {
    if (takes_body(route)) {
        add(codes, payload_too_large);
        add(codes, unsupported_media_type);
    }
    auto const has_parameters =
        route.path_parameters != nullptr || route.query_parameters != nullptr;
    if (takes_body(route) || has_parameters || route.spec.idempotent) add(codes, validation_error);
    if (!route.spec.idempotent) return;
    add(codes, idempotency_in_progress);
    add(codes, idempotency_key_reused);
}

CodesByStatus codes_of(Route const& route) {
    CodesByStatus codes;
    for (auto const* const code : route.spec.errors)
        add(codes, *code);
    add_access_codes(codes, route.spec.access);
    add_input_codes(codes, route);
    if (route.spec.rate != RateClass::unlimited) add(codes, too_many_requests);
    codes[internal_server_error.status].emplace(internal_server_error.code);
    codes[503].emplace(service_unavailable);
    codes[503].emplace(database_unavailable);
    return codes;
}

json::object refusal(std::set<std::string> const& codes) {
    std::string text;
    json::array values;
    for (auto const& code : codes) {
        if (!text.empty()) text += ", ";
        text += code;
        values.emplace_back(code);
    }
    json::object code_schema{{"enum", std::move(values)}};
    json::object schema;
    schema["$ref"] = "#/components/schemas/Problem";
    schema["properties"] = json::object{{"code", std::move(code_schema)}};
    schema["additionalProperties"] = true;
    json::object media{{"schema", std::move(schema)}};
    json::object response{{"description", text}};
    response["content"] = json::object{{"application/problem+json", std::move(media)}};
    return response;
}

json::object success(Route const& route, contract::Components& components) {
    json::object response{{"description", "Success"}};
    if (route.spec.success == 204) return response;
    json::object media;
    if (route.view_schema != nullptr) media["schema"] = route.view_schema(components);
    response["content"] = json::object{{route.produces, std::move(media)}};
    return response;
}

} // namespace

json::object responses_of(Route const& route, contract::Components& components) {
    json::object responses;
    responses[std::to_string(route.spec.success)] = success(route, components);
    for (auto const& [status, codes] : codes_of(route))
        responses[std::to_string(status)] = refusal(codes);
    for (auto const status : route.spec.view_statuses)
        responses[std::to_string(status)] = success(route, components);
    return responses;
}

json::object problem_schema() {
    static constexpr auto text = R"({
        "type": "object",
        "required": ["type", "title", "status", "code", "message", "correlationId"],
        "properties": {
            "type": {"type": "string", "pattern": "^urn:questcity:error:[A-Z0-9_]+$"},
            "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string"},
            "instance": {"type": "string"},
            "code": {"type": "string"},
            "message": {"type": "string"},
            "errors": {"type": "array", "maxItems": 50, "items": {
                "type": "object",
                "required": ["loc", "msg", "type"],
                "properties": {
                    "loc": {"type": "array", "items": {"type": ["string", "integer"]}},
                    "msg": {"type": "string"},
                    "type": {"type": "string"}}}},
            "details": {"type": "object", "additionalProperties": true},
            "correlationId": {"type": "string"}}})";
    return json::parse(text).as_object();
}

} // namespace qc::http

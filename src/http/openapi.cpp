// SPDX-License-Identifier: Apache-2.0
#include "http/openapi.hpp"

#include "core/text.hpp"
#include "http/access_text.hpp"
#include "http/input.hpp"
#include "http/openapi_responses.hpp"
#include "http/pretty_json.hpp"
#include "http/router.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace qc::http {
namespace {

namespace json = boost::json;

/// Tail parameters are ordinary ones in OpenAPI.
std::string documented_path(std::string path) {
    auto const dots = path.find("...}");
    if (dots != std::string::npos) path.erase(dots, 3);
    return path;
}

/// getQuestsByIdPoints for GET /api/v1/quests/{id}/points.
std::string operation_id(RouteSpec const& spec) {
    auto id = ascii_lower(method_name(spec.method));
    std::string_view path = spec.path;
    constexpr std::string_view base = "/api/v1";
    if (path.starts_with(base)) {
        path.remove_prefix(base.size());
    } else {
        // GET /health and GET /api/v1/health are two operations.
        id += "Root";
    }
    bool starts_word = true;
    for (auto const letter : path) {
        if (letter == '{') id += "By";
        auto const is_word = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                             (letter >= '0' && letter <= '9');
        if (is_word && starts_word && letter >= 'a' && letter <= 'z') {
            id += static_cast<char>(letter - 'a' + 'A');
        } else if (is_word) {
            id += letter;
        }
        starts_word = !is_word;
    }
    return id;
}

json::object parameter(std::string_view place, contract::ParameterSchema const& member) {
    json::object described;
    described["name"] = member.name;
    described["in"] = place;
    if (member.required || place == "path") described["required"] = true;
    described["schema"] = member.schema;
    return described;
}

json::object text_parameter(std::string_view place, std::string name, std::string_view pattern) {
    json::object schema{{"type", "string"}};
    if (!pattern.empty()) schema["pattern"] = pattern;
    return parameter(place, {std::move(name), false, std::move(schema)});
}

json::array parameters_of(Route const& route, contract::Components& components) {
    json::array all;
    std::set<std::string> described;
    if (route.path_parameters != nullptr) {
        for (auto const& member : route.path_parameters(components)) {
            described.insert(member.name);
            all.emplace_back(parameter("path", member));
        }
    }
    for (auto& name : parameter_names(route.spec.path)) {
        if (!described.contains(name))
            all.emplace_back(text_parameter("path", std::move(name), ""));
    }
    if (route.query_parameters != nullptr) {
        for (auto const& member : route.query_parameters(components))
            all.emplace_back(parameter("query", member));
    }
    if (route.spec.idempotent) {
        std::string name(idempotency_key_field);
        all.emplace_back(text_parameter("header", std::move(name), "^[A-Za-z0-9_-]{8,64}$"));
    }
    return all;
}

json::object request_body(Route const& route, contract::Components& components) {
    json::object media;
    media["schema"] = route.body_schema != nullptr ? route.body_schema(components)
                                                   : json::value(json::object{{"type", "object"}});
    json::object content;
    if (route.spec.body_kind != BodyKind::multipart) content["application/json"] = media;
    if (route.spec.body_kind == BodyKind::json_or_form)
        content["application/x-www-form-urlencoded"] = media;
    if (route.spec.body_kind != BodyKind::json) content["multipart/form-data"] = media;
    json::object body;
    body["required"] = true;
    body["content"] = std::move(content);
    return body;
}

json::array security_of(RouteSpec const& spec) {
    json::array security;
    auto const is_open = spec.access.kind == Access::Kind::anyone;
    if (is_open && spec.reads_token) security.emplace_back(json::object{});
    if (!is_open || spec.reads_token)
        security.emplace_back(json::object{{"bearerAuth", json::array{}}});
    if (spec.takes_ticket) security.emplace_back(json::object{{"ticket", json::array{}}});
    return security;
}

json::object operation(Route const& route, contract::Components& components) {
    auto const& spec = route.spec;
    json::object described;
    described["operationId"] = operation_id(spec);
    described["summary"] = spec.summary;
    described["tags"] = json::array{json::value(spec.tag)};
    described["x-access"] = access_text(spec.access);
    if (!spec.access.ownership.empty()) described["x-ownership"] = spec.access.ownership;
    described["security"] = security_of(spec);
    auto parameters = parameters_of(route, components);
    if (!parameters.empty()) described["parameters"] = std::move(parameters);
    if (route.body_schema != nullptr || spec.body_kind == BodyKind::multipart)
        described["requestBody"] = request_body(route, components);
    described["responses"] = responses_of(route, components);
    return described;
}

json::object paths_of(std::vector<Route const*> const& routes, contract::Components& components) {
    json::object paths;
    std::set<std::string> operations;
    for (auto const* const route : routes) {
        auto const& spec = route->spec;
        if (!operations.insert(operation_id(spec)).second)
            throw std::logic_error("two routes are called " + operation_id(spec));
        auto& path = paths[documented_path(spec.path)];
        if (!path.is_object()) path.emplace_object();
        path.as_object()[ascii_lower(method_name(spec.method))] = operation(*route, components);
    }
    return paths;
}

json::array tags_of(std::vector<Route const*> const& routes) {
    std::set<std::string> names;
    for (auto const* const route : routes)
        names.insert(route->spec.tag);
    json::array tags;
    for (auto const& name : names)
        tags.emplace_back(json::object{{"name", name}});
    return tags;
}

json::object components_of(contract::Components const& components) {
    std::map<std::string, json::value> sorted;
    for (auto const& schema : components.schemas())
        sorted.emplace(std::string(schema.key()), schema.value());
    sorted.emplace("Problem", problem_schema());
    json::object schemas;
    for (auto& [name, schema] : sorted)
        schemas[name] = std::move(schema);
    json::object bearer{{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}};
    json::object ticket{{"type", "apiKey"}, {"in", "query"}, {"name", "ticket"}};
    json::object schemes;
    schemes["bearerAuth"] = std::move(bearer);
    schemes["ticket"] = std::move(ticket);
    json::object all;
    all["securitySchemes"] = std::move(schemes);
    all["schemas"] = std::move(schemas);
    return all;
}

} // namespace

std::string openapi_document(Routes const& routes, std::string_view version) {
    auto const shown = documented(routes);
    contract::Components components;
    json::object described{{"title", "QuestCity"}, {"version", version}};
    described["license"] = json::object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}};
    json::object document;
    document["openapi"] = "3.1.0";
    document["info"] = std::move(described);
    document["servers"] = json::array{json::object{{"url", "/"}}};
    document["tags"] = tags_of(shown);
    document["paths"] = paths_of(shown, components);
    document["components"] = components_of(components);
    return pretty_json(document);
}

} // namespace qc::http

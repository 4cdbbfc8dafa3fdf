// SPDX-License-Identifier: Apache-2.0
#include "http/input.hpp"

#include "core/text.hpp"
#include "http/errors.hpp"
#include "http/target.hpp"
#include "multipart/multipart.hpp"

#include <algorithm>

namespace qc::http {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::string_view urlencoded_type = "application/x-www-form-urlencoded";
constexpr std::string_view multipart_type = "multipart/form-data";

std::string media_type(Request const& request) {
    auto const field = request.headers.find("Content-Type").value_or("");
    return ascii_lower(trimmed(field.substr(0, field.find(';'))));
}

std::vector<std::string> types_of(BodyKind kind) {
    switch (kind) {
    case BodyKind::none:
        break;
    case BodyKind::json:
        return {std::string(json_type)};
    case BodyKind::json_or_form:
        return {std::string(json_type), std::string(urlencoded_type), std::string(multipart_type)};
    case BodyKind::multipart:
        return {std::string(multipart_type)};
    }
    return {};
}

bool is_key_letter(char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
}

Problem form_problem(std::vector<PlaceStep> where, std::string_view text) {
    return {std::move(where), "Value error, " + std::string(text), "value_error"};
}

Fields multipart_fields(Request const& request, contract::Problems& problems) {
    Fields fields;
    auto const type = request.headers.find("Content-Type").value_or("");
    auto const boundary = multipart::boundary_of(type);
    if (!boundary) {
        problems.add(form_problem({"form"}, "The boundary is missing or malformed"));
        return fields;
    }
    auto const parts = multipart::parse(request.body, *boundary);
    if (!parts) {
        problems.add(form_problem({"form"}, parts.error()));
        return fields;
    }
    for (auto const& part : *parts) {
        if (part.filename) {
            problems.add(form_problem({"form", part.name}, "A file is not accepted here"));
        } else {
            fields.emplace_back(part.name, part.content);
        }
    }
    return fields;
}

} // namespace

Result<Nothing> check_content_type(RouteSpec const& spec, Request const& request) {
    auto const refusal = [&](std::string_view given, std::vector<std::string> allowed) {
        return Error{&unsupported_media_type}
            .with("contentType", is_utf8(given) ? std::string(given) : std::string())
            .with("allowed", std::move(allowed));
    };
    auto allowed = types_of(spec.body_kind);
    if (auto const coding = request.headers.find("Content-Encoding")) {
        auto error = refusal(media_type(request), std::move(allowed));
        return std::move(error).saying("A body with a content coding is not accepted.");
    }
    auto const field = request.headers.find("Content-Type");
    if (spec.body_kind == BodyKind::none || request.body.empty()) return nothing;
    if (!field && spec.body_kind != BodyKind::multipart) return nothing;
    if (std::ranges::find(allowed, media_type(request)) != allowed.end()) return nothing;
    return refusal(field.value_or(""), std::move(allowed));
}

void check_idempotency_key(
    RouteSpec const& spec, Request const& request, contract::Problems& problems
) {
    auto const key = request.headers.find(idempotency_key_field);
    if (!spec.idempotent || !key) return;
    if (key->size() >= 8 && key->size() <= 64 && std::ranges::all_of(*key, is_key_letter)) return;
    problems.add(
        {{"header", std::string(idempotency_key_field)},
         "String should match pattern '^[A-Za-z0-9_-]{8,64}$'",
         "string_pattern"}
    );
}

Fields query_fields(Request const& request) {
    return pairs_of(request.query);
}

bool has_form_body(Request const& request) {
    if (request.body.empty()) return false;
    auto const type = media_type(request);
    return type == urlencoded_type || type == multipart_type;
}

Fields form_fields(Request const& request, contract::Problems& problems) {
    if (media_type(request) == urlencoded_type) return pairs_of(request.body);
    return multipart_fields(request, problems);
}

} // namespace qc::http

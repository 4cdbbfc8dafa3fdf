// SPDX-License-Identifier: Apache-2.0
#include "http/response_fields.hpp"

#include <algorithm>
#include <array>

namespace qc::http {
namespace {

struct Field {
    std::string_view name;
    std::string_view value;
};

constexpr std::array<Field, 8> common{{
    {"X-Content-Type-Options", "nosniff"},
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy", "geolocation=(), camera=(), microphone=()"},
    {"Cross-Origin-Resource-Policy", "same-site"},
    {"Server", "questcity"},
}};

void add_if_absent(Response& response, Field field) {
    auto const given = std::ranges::any_of(response.headers, [field](auto const& header) {
        return same_field_name(header.first, field.name);
    });
    if (!given) response.headers.emplace_back(field.name, field.value);
}

} // namespace

void add_common_fields(Response& response, Request const& request) {
    response.headers.reserve(response.headers.size() + common.size() + 6);
    for (auto const field : common)
        add_if_absent(response, field);
    if (request.over_tls)
        add_if_absent(
            response, {"Strict-Transport-Security", "max-age=63072000; includeSubDomains"}
        );
    add_if_absent(response, {"X-Correlation-Id", request.correlation_id});
}

} // namespace qc::http

// SPDX-License-Identifier: Apache-2.0
#include "http/cors.hpp"

#include <algorithm>
#include <stdexcept>

namespace qc::http {
namespace {

constexpr std::string_view all_methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
constexpr std::string_view exposed_fields =
    "X-Correlation-Id, X-Total-Count, Location, ETag, Retry-After, RateLimit, RateLimit-Policy, "
    "Warning";
// A scheme, a host name of at most 253 characters and a port; also bounds the regex.
constexpr std::size_t max_origin_length = 300;

bool has_star(std::vector<std::string> const& list) {
    return std::ranges::find(list, "*") != list.end();
}

std::string joined(std::vector<std::string> const& list) {
    std::string text;
    for (auto const& item : list) {
        if (!text.empty()) text += ", ";
        text += item;
    }
    return text;
}

} // namespace

Cors::Cors(CorsSettings settings) : settings_(std::move(settings)) {
    enabled_ = !settings_.origins.empty() || !settings_.origin_regex.empty();
    try {
        pattern_ =
            std::regex(settings_.origin_regex, std::regex::ECMAScript | std::regex::optimize);
    } catch (std::regex_error const& error) {
        throw std::invalid_argument("APP_ALLOW_ORIGIN_REGEX: " + std::string(error.what()));
    }
}

Cors::Verdict Cors::verdict(std::string_view origin) const {
    if (origin.empty() || origin.size() > max_origin_length) return Verdict::foreign;
    if (origin != "*" && std::ranges::find(settings_.origins, origin) != settings_.origins.end())
        return Verdict::listed;
    if (!settings_.origin_regex.empty() && std::regex_match(origin.begin(), origin.end(), pattern_))
        return Verdict::listed;
    return has_star(settings_.origins) ? Verdict::anyone : Verdict::foreign;
}

bool Cors::allows(std::string_view origin) const {
    return verdict(origin) != Verdict::foreign;
}

void Cors::add_to(Response& response, Request const& request) const {
    if (!enabled_) return;
    response.headers.emplace_back("Vary", "Origin");
    auto const origin = request.headers.find("Origin").value_or("");
    auto const judged = verdict(origin);
    if (judged == Verdict::foreign) return;
    auto const listed = judged == Verdict::listed;
    response.headers.emplace_back(
        "Access-Control-Allow-Origin", listed ? std::string(origin) : std::string("*")
    );
    if (listed) response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
    response.headers.emplace_back("Access-Control-Expose-Headers", exposed_fields);
}

Response Cors::preflight(Request const& request, std::string_view allow) const {
    Response response;
    response.status = 204;
    response.headers.emplace_back("Allow", allow);
    auto const method = request.headers.find("Access-Control-Request-Method");
    auto const origin = request.headers.find("Origin").value_or("");
    if (!enabled_ || !method || verdict(origin) == Verdict::foreign) return response;
    auto const fields = request.headers.find("Access-Control-Request-Headers").value_or("");
    response.headers.emplace_back(
        "Access-Control-Allow-Methods",
        has_star(settings_.methods) ? std::string(all_methods) : joined(settings_.methods)
    );
    // With credentials a star would not mean every field, so the wanted ones are named.
    auto allowed = has_star(settings_.headers) ? std::string(fields) : joined(settings_.headers);
    if (!allowed.empty())
        response.headers.emplace_back("Access-Control-Allow-Headers", std::move(allowed));
    response.headers.emplace_back("Access-Control-Max-Age", "600");
    return response;
}

} // namespace qc::http

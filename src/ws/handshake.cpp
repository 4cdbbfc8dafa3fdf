// SPDX-License-Identifier: Apache-2.0
#include "ws/handshake.hpp"

#include "crypto/base64.hpp"
#include "http/errors.hpp"
#include "http_server/syntax.hpp"

#include <algorithm>

namespace qc::ws {
namespace {

constexpr std::string_view version = "13";
constexpr std::size_t nonce_bytes = 16;

constexpr http::HttpProblem foreign_origin{403, "ORIGIN_NOT_ALLOWED", "Origin is not allowed."};

constexpr http::HttpProblem bad_key() {
    return {
        400,
        http::bad_request.code,
        http::bad_request.message,
        "Sec-WebSocket-Key must be given once, 16 bytes in Base64."
    };
}

/// Given exactly once; nullopt otherwise.
std::optional<std::string_view> only(http::Headers const& headers, std::string_view name) {
    std::optional<std::string_view> found;
    for (auto const& [field, value] : headers.all()) {
        if (!http::same_field_name(field, name)) continue;
        if (found) return std::nullopt;
        found = value;
    }
    return found;
}

bool has_valid_key(http::Headers const& headers) {
    auto const key = only(headers, "Sec-WebSocket-Key");
    if (!key) return false;
    auto const nonce = crypto::base64_decode(*key);
    return nonce && nonce->size() == nonce_bytes;
}

bool list_names(std::string_view list, std::string_view token) {
    for (std::size_t start = 0; start <= list.size();) {
        auto const end = std::min(list.find(',', start), list.size());
        if (http_server::without_blanks(list.substr(start, end - start)) == token) return true;
        start = end + 1;
    }
    return false;
}

} // namespace

std::optional<http::Response>
handshake_refusal(http::Request const& request, http::Cors const& cors) {
    if (only(request.headers, "Sec-WebSocket-Version") != version)
        return http::websocket_required(request);
    if (!has_valid_key(request.headers)) return http::problem(bad_key(), request);
    auto const origin = request.headers.find("Origin");
    if (origin && !cors.allows(*origin)) return http::problem(foreign_origin, request);
    return std::nullopt;
}

bool offers(http::Request const& request, std::string_view subprotocol) {
    if (subprotocol.empty()) return false;
    return std::ranges::any_of(request.headers.all(), [subprotocol](auto const& field) {
        return http::same_field_name(field.first, "Sec-WebSocket-Protocol") &&
               list_names(field.second, subprotocol);
    });
}

} // namespace qc::ws

// SPDX-License-Identifier: Apache-2.0
#include "http/correlation.hpp"

#include "crypto/random_text.hpp"

#include <algorithm>
#include <array>

namespace qc::http {
namespace {

constexpr std::size_t trace_id_size = 32;
constexpr std::size_t parent_id_at = 36;
constexpr std::size_t parent_id_size = 16;
constexpr std::size_t flags_at = 53;
constexpr std::size_t traceparent_size = 55;

bool is_correlation_letter(char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '.' || letter == '-';
}

bool is_correlation_id(std::string_view text) {
    return text.size() >= 8 && text.size() <= 64 &&
           std::ranges::all_of(text, is_correlation_letter);
}

bool is_hex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_zero(std::string_view text) {
    return text.find_first_not_of('0') == std::string_view::npos;
}

std::string new_trace_id(Random& random) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<std::uint8_t, trace_id_size / 2> bytes{};
    random.fill(bytes);
    std::string text;
    for (auto const byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

} // namespace

std::optional<std::string> trace_id_of(std::string_view traceparent) {
    if (traceparent.size() < traceparent_size) return std::nullopt;
    auto const version = traceparent.substr(0, 2);
    auto const trace_id = traceparent.substr(3, trace_id_size);
    auto const parent_id = traceparent.substr(parent_id_at, parent_id_size);
    auto const flags = traceparent.substr(flags_at, 2);
    if (traceparent[2] != '-' || traceparent[parent_id_at - 1] != '-' ||
        traceparent[flags_at - 1] != '-')
        return std::nullopt;
    if (!is_hex(version) || !is_hex(trace_id) || !is_hex(parent_id) || !is_hex(flags))
        return std::nullopt;
    if (version == "ff" || is_zero(trace_id) || is_zero(parent_id)) return std::nullopt;
    // Later versions may append fields, the first one may not.
    auto const rest = traceparent.substr(traceparent_size);
    if (!rest.empty() && (version == "00" || rest.front() != '-')) return std::nullopt;
    return std::string(trace_id);
}

void identify(Request& request, Random& random) {
    auto const given = request.headers.find("X-Correlation-Id");
    request.correlation_id = given && is_correlation_id(*given)
                                 ? std::string(*given)
                                 : "req_" + crypto::base62_text(random, 22);
    auto const parent = request.headers.find("traceparent");
    auto trace_id = parent ? trace_id_of(*parent) : std::nullopt;
    request.trace_id = trace_id ? *std::move(trace_id) : new_trace_id(random);
}

} // namespace qc::http

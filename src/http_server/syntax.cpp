// SPDX-License-Identifier: Apache-2.0
#include "http_server/syntax.hpp"

#include "http/message.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace qc::http_server {
namespace {

enum : std::uint8_t {
    token_byte = 1,
    value_byte = 2,
    target_byte = 4,
    host_byte = 8,
    ipv6_byte = 16
};

constexpr bool is_digit(unsigned byte) {
    return byte >= '0' && byte <= '9';
}

constexpr bool is_alphanumeric(unsigned byte) {
    return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

constexpr bool is_one_of(unsigned byte, std::string_view set) {
    return set.find(static_cast<char>(byte)) != std::string_view::npos;
}

constexpr std::uint8_t classes_of(unsigned byte) {
    bool const visible = byte > 0x20 && byte < 0x7F;
    bool const hex = is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
    unsigned classes = 0;
    if (is_alphanumeric(byte) || is_one_of(byte, "!#$%&'*+-.^_`|~")) classes |= token_byte;
    if (visible || byte == ' ' || byte == '\t' || byte >= 0x80) classes |= value_byte;
    if (visible && byte != '#') classes |= target_byte;
    if (is_alphanumeric(byte) || is_one_of(byte, "-._")) classes |= host_byte;
    if (hex || is_one_of(byte, ":.")) classes |= ipv6_byte;
    return static_cast<std::uint8_t>(classes);
}

constexpr auto byte_classes = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned byte = 0; byte < table.size(); ++byte)
        table[byte] = classes_of(byte);
    return table;
}();

bool all_of_class(std::string_view text, std::uint8_t wanted) {
    return std::ranges::all_of(text, [wanted](char c) {
        return (byte_classes[static_cast<unsigned char>(c)] & wanted) != 0;
    });
}

bool is_port(std::string_view text) {
    auto const port = parse_decimal(text);
    return port && *port <= std::numeric_limits<std::uint16_t>::max();
}

} // namespace

bool is_token(std::string_view text) {
    return !text.empty() && all_of_class(text, token_byte);
}

bool is_field_value(std::string_view text) {
    return all_of_class(text, value_byte);
}

bool is_target(std::string_view text) {
    return !text.empty() && all_of_class(text, target_byte);
}

std::string_view host_of(std::string_view authority) {
    if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
    return authority.substr(0, authority.find(':'));
}

bool is_authority(std::string_view text) {
    auto const host = host_of(text);
    auto const port = text.substr(host.size());
    if (!port.empty() && (port.front() != ':' || !is_port(port.substr(1)))) return false;
    if (!host.starts_with('[')) return !host.empty() && all_of_class(host, host_byte);
    return host.size() > 2 && host.ends_with(']') &&
           all_of_class(host.substr(1, host.size() - 2), ipv6_byte);
}

std::string_view without_blanks(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool list_has(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        auto const comma = list.find(',');
        if (http::same_field_name(without_blanks(list.substr(0, comma)), token)) return true;
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
    return false;
}

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
    bool const digits =
        std::ranges::all_of(text, [](char c) { return is_digit(static_cast<unsigned char>(c)); });
    if (text.empty() || !digits) return std::nullopt;
    std::uint64_t number = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} ? number : std::numeric_limits<std::uint64_t>::max();
}

} // namespace qc::http_server

// SPDX-License-Identifier: Apache-2.0
#include "contract/write.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace qc::contract {
namespace {

void write_escape(std::string& out, char character) {
    constexpr std::string_view hex = "0123456789abcdef";
    auto const code = static_cast<unsigned char>(character);
    switch (character) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += hex[code >> 4];
        out += hex[code & 0x0F];
    }
}

/// A table, because this decision is made for every byte of every answer.
constexpr auto escaped = [] {
    std::array<bool, 256> out{};
    for (std::size_t code = 0; code < 0x20; ++code)
        out[code] = true;
    out['"'] = true;
    out['\\'] = true;
    return out;
}();

bool needs_escape(char character) {
    return escaped[static_cast<unsigned char>(character)];
}

void write_list(std::string& out, Json::List const& list) {
    out += '[';
    for (auto const& element : list) {
        if (out.back() != '[') out += ',';
        write_json(out, element);
    }
    out += ']';
}

void write_object(std::string& out, Json::Object const& object) {
    out += '{';
    for (auto const& [key, value] : object) {
        if (out.back() != '{') out += ',';
        write_text(out, key);
        out += ':';
        write_json(out, value);
    }
    out += '}';
}

} // namespace

void write_text(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain_from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!needs_escape(text[i])) continue;
        out += text.substr(plain_from, i - plain_from);
        write_escape(out, text[i]);
        plain_from = i + 1;
    }
    out += text.substr(plain_from);
    out += '"';
}

void write_integer(std::string& out, std::int64_t number) {
    char buffer[24];
    auto const [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
    out.append(buffer, end);
}

void write_real(std::string& out, double number) {
    if (!std::isfinite(number)) throw std::logic_error("JSON has no such number");
    // The longest shortest forms in fixed notation are the subnormals, with 343 characters.
    char buffer[400];
    auto const [end, error] =
        std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed);
    std::string_view const text(buffer, static_cast<std::size_t>(end - buffer));
    out += text;
    if (text.find('.') == std::string_view::npos) out += ".0";
}

void write_bool(std::string& out, bool value) {
    out += value ? "true" : "false";
}

void write_uuid(std::string& out, Uuid id) {
    out += '"';
    out += id.text();
    out += '"';
}

void write_instant(std::string& out, Instant instant) {
    out += '"';
    out += to_rfc3339(instant);
    out += '"';
}

void write_json(std::string& out, Json const& value) {
    if (auto const* const flag = value.boolean()) return write_bool(out, *flag);
    if (auto const* const whole = value.integer()) return write_integer(out, *whole);
    if (auto const* const real = value.real()) return write_real(out, *real);
    if (auto const* const text = value.text()) return write_text(out, *text);
    if (auto const* const list = value.list()) return write_list(out, *list);
    if (auto const* const object = value.object()) return write_object(out, *object);
    out += "null";
}

void write_key(std::string& out, std::string_view key) {
    if (out.back() != '{') out += ',';
    out += key;
}

} // namespace qc::contract

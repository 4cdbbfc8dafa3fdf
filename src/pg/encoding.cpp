// SPDX-License-Identifier: Apache-2.0
#include "pg/encoding.hpp"

#include <charconv>
#include <stdexcept>

namespace qc::pg::encoding {
namespace {

template <class T>
void append_number(std::string& out, T value) {
    char text[32];
    auto const [end, error] = std::to_chars(text, text + sizeof text, value);
    if (error != std::errc{}) throw std::logic_error("a number does not fit its text buffer");
    out.append(text, end);
}

} // namespace

void append_integer(std::string& out, std::int64_t value) {
    append_number(out, value);
}

void append_double(std::string& out, double value) {
    append_number(out, value);
}

void append_text(std::string& out, std::string_view text) {
    if (text.find('\0') != std::string_view::npos) {
        throw std::invalid_argument("a text parameter contains a NUL byte");
    }
    out += text;
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (char const character : text) {
        if (character == '"' || character == '\\') out += '\\';
        out += character;
    }
    out += '"';
}

std::string hex_literal(std::span<std::uint8_t const> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\\x";
    out.reserve(2 + 2 * bytes.size());
    for (auto const byte : bytes) {
        out += digits[byte >> 4];
        out += digits[byte & 0x0F];
    }
    return out;
}

} // namespace qc::pg::encoding

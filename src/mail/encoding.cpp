// SPDX-License-Identifier: Apache-2.0
#include "mail/encoding.hpp"

#include "crypto/base64.hpp"

#include <algorithm>

namespace qc::mail {
namespace {

// Leaves room for "Subject: " on a line with an encoded word, which RFC 2047 ends at 76.
constexpr std::size_t longest_plain_header = 60;
constexpr std::size_t encoded_word_bytes = 39;

constexpr std::size_t longest_line = 76;

bool is_printable(char byte) {
    return byte >= ' ' && byte <= '~';
}

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// At most encoded_word_bytes of `text`, never half a character.
std::string_view first_word(std::string_view text) {
    if (text.size() <= encoded_word_bytes) return text;
    auto length = encoded_word_bytes;
    while (length > 1 && continues_character(text[length]))
        --length;
    return text.substr(0, length);
}

std::string hex_of(char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    auto const value = static_cast<unsigned char>(byte);
    return {'=', digits[value >> 4U], digits[value & 0x0FU]};
}

bool is_line_end(std::string_view rest) {
    return rest.empty() || rest.starts_with('\n') || rest.starts_with("\r\n");
}

std::string quoted_character(char byte, std::string_view rest) {
    bool const blank = byte == ' ' || byte == '\t';
    // White space at the end of a line may be lost on the way.
    if (blank && is_line_end(rest)) return hex_of(byte);
    if (blank || (is_printable(byte) && byte != '=')) return std::string(1, byte);
    return hex_of(byte);
}

} // namespace

std::string header_text(std::string_view text) {
    bool const plain = text.size() <= longest_plain_header &&
                       std::ranges::all_of(text, is_printable) &&
                       text.find("=?") == std::string_view::npos;
    if (plain) return std::string(text);
    std::string encoded;
    while (!text.empty()) {
        auto const word = first_word(text);
        text.remove_prefix(word.size());
        if (!encoded.empty()) encoded += "\r\n ";
        encoded += "=?UTF-8?B?" + crypto::base64_encode(crypto::bytes_of(word)) + "?=";
    }
    return encoded;
}

std::string quoted_printable(std::string_view text) {
    std::string encoded;
    encoded.reserve(text.size() + text.size() / 8);
    std::size_t column = 0;
    while (!text.empty()) {
        if (is_line_end(text)) {
            text.remove_prefix(text.front() == '\r' ? 2 : 1);
            encoded += "\r\n";
            column = 0;
            continue;
        }
        auto const character = quoted_character(text.front(), text.substr(1));
        text.remove_prefix(1);
        if (column + character.size() >= longest_line) {
            encoded += "=\r\n";
            column = 0;
        }
        encoded += character;
        column += character.size();
    }
    return encoded;
}

std::string html_escaped(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (char const byte : text) {
        switch (byte) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += byte;
        }
    }
    return escaped;
}

} // namespace qc::mail

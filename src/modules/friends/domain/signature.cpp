// SPDX-License-Identifier: Apache-2.0
#include "friends/domain/signature.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace qc::friends {
namespace {

constexpr std::size_t longest = 64;

std::size_t length_of(char lead) {
    auto const byte = static_cast<unsigned char>(lead);
    if (byte < 0x80) return 1;
    if (byte < 0xE0) return 2;
    return byte < 0xF0 ? 3 : 4;
}

// Line and paragraph separators, and what embeds or overrides the direction of text.
bool is_layout(std::string_view character) {
    constexpr std::array<std::string_view, 13> layout{
        "\u2028",
        "\u2029",
        "\u202A",
        "\u202B",
        "\u202C",
        "\u202D",
        "\u202E",
        "\u2066",
        "\u2067",
        "\u2068",
        "\u2069",
        "\u200E",
        "\u200F"
    };
    return std::ranges::find(layout, character) != layout.end();
}

bool may_stand(std::string_view character) {
    if (character.size() > 1) return !has_control(character) && !is_layout(character);
    char const byte = character.front();
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '\'' || byte == '-';
}

} // namespace

std::string signature(std::string_view name) {
    std::string out;
    std::size_t written = 0;
    bool gap = false;
    while (!name.empty() && written < longest) {
        auto const character = name.substr(0, length_of(name.front()));
        name.remove_prefix(character.size());
        if (!may_stand(character) || trimmed(character).empty()) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        written += gap ? 2 : 1;
        gap = false;
        out += character;
    }
    return out;
}

} // namespace qc::friends

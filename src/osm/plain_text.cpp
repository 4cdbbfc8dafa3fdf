// SPDX-License-Identifier: Apache-2.0
#include "osm/plain_text.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace qc::osm {
namespace {

/// The code point at `at`, which is moved behind it; negative where the bytes are not UTF-8.
UChar32 next_code_point(std::string_view text, std::size_t& at) {
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    auto const length = static_cast<std::int64_t>(text.size());
    auto index = static_cast<std::int64_t>(at);
    UChar32 code = 0;
    U8_NEXT(bytes, index, length, code);
    at = static_cast<std::size_t>(index);
    return code;
}

bool is_gap(UChar32 code) {
    return code < 0 || u_isUWhiteSpace(code) || u_charType(code) == U_CONTROL_CHAR;
}

} // namespace

std::string one_line(std::string_view text, std::size_t limit) {
    std::string line;
    std::size_t length = 0;
    std::size_t cut = 0;
    bool gap = false;
    for (std::size_t at = 0; at < text.size() && length <= limit;) {
        auto const start = at;
        auto const code = next_code_point(text, at);
        if (code >= 0 && u_hasBinaryProperty(code, UCHAR_BIDI_CONTROL)) continue;
        if (is_gap(code)) {
            gap = !line.empty();
            continue;
        }
        if (gap) line += ' ';
        length += gap ? 2 : 1;
        line += text.substr(start, at - start);
        gap = false;
        if (length < limit) cut = line.size();
    }
    if (length <= limit) return line;
    line.resize(cut);
    return line + "…";
}

std::vector<std::string> letter_words(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        auto const start = at;
        auto const code = next_code_point(text, at);
        auto const mark = code >= 0 && (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
        auto const letter = code >= 0 && (u_isalpha(code) || (inside && mark));
        if (letter && !inside) words.emplace_back();
        if (letter) words.back() += text.substr(start, at - start);
        inside = letter;
    }
    return words;
}

std::string as_sentence(std::string text) {
    if (text.empty()) return text;
    for (std::string_view const end : {".", "!", "?", "…", "。"}) {
        if (text.ends_with(end)) return text;
    }
    return text + ".";
}

std::string capitalised(std::string_view text) {
    std::size_t behind_first = 0;
    if (text.empty()) return {};
    auto const first = next_code_point(text, behind_first);
    if (first < 0) return std::string(text);
    std::string out;
    icu::UnicodeString(u_toupper(first)).toUTF8String(out);
    return out.append(text.substr(behind_first));
}

std::string filled(std::string_view pattern, std::initializer_list<Insertion> with) {
    std::string out;
    while (!pattern.empty()) {
        auto const open = pattern.find('{');
        auto const close = pattern.find('}', open);
        if (close == std::string_view::npos) break;
        out += pattern.substr(0, open);
        auto const key = pattern.substr(open + 1, close - open - 1);
        for (auto const& [name, text] : with) {
            if (name == key) out += text;
        }
        pattern.remove_prefix(close + 1);
    }
    return out.append(pattern);
}

} // namespace qc::osm

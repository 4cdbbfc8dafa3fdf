// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <stdexcept>

namespace qc {
namespace {

/// Calls `visit(code point, start, end)`; stops when it returns false or the text is not UTF-8.
template <class Visit>
bool each_code_point(std::string_view text, Visit visit) {
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    auto const length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        auto const start = i;
        UChar32 code = 0;
        U8_NEXT(bytes, i, length, code);
        if (code < 0 || !visit(code, start, i)) return false;
    }
    return true;
}

bool any_code_point(std::string_view text, auto predicate) {
    bool found = false;
    each_code_point(text, [&](UChar32 code, auto, auto) {
        found = predicate(code);
        return !found;
    });
    return found;
}

icu::UnicodeString to_nfkc(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    auto const* const normalizer = icu::Normalizer2::getNFKCInstance(status);
    auto const source =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    auto normalized = normalizer ? normalizer->normalize(source, status) : source;
    if (U_FAILURE(status)) throw std::runtime_error("Unicode normalisation is not available");
    return normalized;
}

std::string to_utf8(icu::UnicodeString const& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

} // namespace

bool is_utf8(std::string_view text) {
    return each_code_point(text, [](auto, auto, auto) { return true; });
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    each_code_point(text, [&](auto, auto, auto) {
        ++count;
        return true;
    });
    return count;
}

std::string_view trimmed(std::string_view text) {
    std::size_t first = text.size();
    std::size_t last = 0;
    each_code_point(text, [&](UChar32 code, std::int32_t start, std::int32_t end) {
        if (!u_isUWhiteSpace(code)) {
            first = std::min(first, static_cast<std::size_t>(start));
            last = static_cast<std::size_t>(end);
        }
        return true;
    });
    return first < last ? text.substr(first, last - first) : std::string_view{};
}

std::string nfkc(std::string_view text) {
    return to_utf8(to_nfkc(text));
}

std::string folded(std::string_view text) {
    auto unicode =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    return to_utf8(unicode.foldCase());
}

std::string comparable(std::string_view text) {
    // Folding can undo composition, so the form is restored afterwards.
    auto const once = to_utf8(to_nfkc(text).foldCase());
    return std::string(trimmed(nfkc(once)));
}

bool letters_or(std::string_view text, std::string_view also) {
    return each_code_point(text, [&](UChar32 code, auto, auto) {
        if (u_isalpha(code)) return true;
        return code < 0x80 && also.find(static_cast<char>(code)) != std::string_view::npos;
    });
}

bool has_lower(std::string_view text) {
    return any_code_point(text, [](UChar32 code) { return u_islower(code) != 0; });
}

bool has_upper(std::string_view text) {
    return any_code_point(text, [](UChar32 code) { return u_isupper(code) != 0; });
}

bool has_control(std::string_view text, std::string_view allowed) {
    return any_code_point(text, [&](UChar32 code) {
        if (u_charType(code) != U_CONTROL_CHAR) return false;
        return code >= 0x80 || allowed.find(static_cast<char>(code)) == std::string_view::npos;
    });
}

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (auto& character : out) {
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    }
    return out;
}

} // namespace qc

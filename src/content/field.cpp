// SPDX-License-Identifier: Apache-2.0
#include "content/field.hpp"

#include "core/text.hpp"
#include "crypto/base64.hpp"

#include <optional>

namespace qc::content {

namespace {

/// The part behind the comma of data:<mime>[;param]*;base64,<data>; the whole of any other text.
std::optional<std::string_view> base64_part(std::string_view text) {
    if (ascii_lower(text.substr(0, 5)) != "data:") return text;
    auto const comma = text.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    if (!ascii_lower(text.substr(0, comma)).ends_with(";base64")) return std::nullopt;
    return text.substr(comma + 1);
}

bool is_http_url(std::string_view text) {
    auto const head = ascii_lower(text.substr(0, 8));
    return head.starts_with("http://") || head.starts_with("https://");
}

} // namespace

Result<FieldValue> parse_file_field(std::string_view text, std::vector<PlaceStep> where) {
    if (text.empty()) return FieldValue(EmptyField{});
    if (is_http_url(text)) return FieldValue(FileUrl{std::string(text)});
    auto const part = base64_part(text);
    auto const bytes = part ? crypto::base64_decode(*part) : std::nullopt;
    if (!bytes) return value_error(std::move(where), "Invalid base64 string.");
    return FieldValue(InlineFile{std::string(crypto::text_of(*bytes))});
}

} // namespace qc::content

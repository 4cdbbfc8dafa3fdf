// SPDX-License-Identifier: Apache-2.0
#include "core/search_term.hpp"

#include "core/text.hpp"

namespace qc {
namespace {

constexpr std::size_t longest = 1000;

Error too_long(std::size_t length) {
    Error error{&search_term_too_long};
    error.message = "Search term too long: " + std::to_string(length) + " characters (max " +
                    std::to_string(longest) + ")";
    return std::move(error)
        .with("length", static_cast<std::int64_t>(length))
        .with("max", static_cast<std::int64_t>(longest));
}

Error invalid(std::string_view reason) {
    Error error{&invalid_search_term};
    error.message = "Invalid search term: " + std::string(reason);
    return error;
}

} // namespace

Result<std::optional<std::string>> search_term(std::string_view typed) {
    if (auto const length = code_points(typed); length > longest) return too_long(length);
    if (has_control(typed, "\t\r\n")) return invalid("control characters are not allowed");
    auto const term = trimmed(typed);
    if (term.empty()) return std::optional<std::string>();
    return std::optional<std::string>(std::string(term));
}

} // namespace qc

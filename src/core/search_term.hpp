// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace qc {

inline constexpr ErrorCode invalid_search_term{
    ErrorKind::invalid, "INVALID_SEARCH_TERM", "Invalid search term."
};
inline constexpr ErrorCode search_term_too_long{
    ErrorKind::invalid, "SEARCH_TERM_TOO_LONG", "Search term too long."
};

/// What somebody typed into the search field of a list of people, trimmed; nullopt for blank text,
/// which filters nothing. Refuses more than 1,000 code points and control characters other than
/// tab and line breaks.
[[nodiscard]] Result<std::optional<std::string>> search_term(std::string_view typed);

} // namespace qc

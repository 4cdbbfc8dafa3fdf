// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "users/users.hpp"

namespace qc::users {

std::optional<Username> Username::parse(std::string_view raw) {
    auto const text = trimmed(raw);
    auto const length = code_points(text);
    if (length < min_length || length > max_length) return std::nullopt;
    if (!letters_or(text, "0123456789_.-")) return std::nullopt;
    return Username(std::string(text));
}

} // namespace qc::users

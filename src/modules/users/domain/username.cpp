// SPDX-License-Identifier: Apache-2.0
#include "users/users.hpp"

namespace qc::users {

bool UsernameRule::allows(std::string_view text) {
    auto const length = code_points(text);
    if (length < min_length || length > max_length) return false;
    return letters_or(text, "0123456789_.-");
}

} // namespace qc::users

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/checked.hpp"

namespace qc::access {

struct UsernameRule {
    static constexpr std::size_t min_length = 3;
    static constexpr std::size_t max_length = 15;
    static constexpr std::string_view rule =
        "Username should consist of letters, digits, '_', '.' and '-'";
    [[nodiscard]] static bool fits(std::string_view text);
};

/// Mailbox of RFC 5321 without quoting and address literals.
struct EmailRule {
    static constexpr std::size_t min_length = 3;
    static constexpr std::size_t max_length = 254;
    static constexpr std::string_view rule = "Input should be a valid email address";
    [[nodiscard]] static bool fits(std::string_view text);
};

using Username = Checked<UsernameRule>;
using Email = Checked<EmailRule>;

} // namespace qc::access

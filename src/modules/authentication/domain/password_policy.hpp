// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qc::authentication {

struct PasswordPolicy {
    static constexpr std::size_t max_length = 128;
    static constexpr std::size_t max_bytes = 1024;
    static constexpr std::string_view specials = R"(!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~)";

    /// Code points; settings can only raise it.
    std::size_t min_length = 8;
    std::size_t staff_min_length = 12;

    [[nodiscard]] std::size_t min_length_for(std::int16_t role) const noexcept;
};

/// A password with what it is held against.
struct ProposedPassword {
    std::string_view password;
    std::string_view repeated;
    std::string_view username = {};
    std::string_view email = {};
    std::int16_t role = 0;
    /// On the list of the most common ones.
    bool is_common = false;
};

/// What is wrong with it, in check order, as problems at `where`; empty when it may be used.
[[nodiscard]] std::vector<Problem> problems_of(
    PasswordPolicy const& policy,
    ProposedPassword const& proposed,
    std::vector<PlaceStep> const& where
);

} // namespace qc::authentication

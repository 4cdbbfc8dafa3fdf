// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace qc::mail {

/// Where the value of an occasion goes.
inline constexpr std::string_view blank = "{}";

struct Sentences {
    std::string_view first;
    std::string_view second;
};

struct Wording {
    std::string_view kind;
    /// Part of the contract, the same in every language.
    std::string_view subject;
    bool has_code;
    Sentences english;
    Sentences spanish;
    Sentences russian;
};

[[nodiscard]] std::span<Wording const> wordings();

} // namespace qc::mail

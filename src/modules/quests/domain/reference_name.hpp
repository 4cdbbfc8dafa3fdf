// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

namespace qc::quests {

/// Names of reference items must say something: digits alone are refused.
[[nodiscard]] inline bool is_reference_name(std::string_view name) {
    return !std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace qc::quests

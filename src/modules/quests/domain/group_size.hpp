// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace qc::quests {

/// Most players of one run, the owner included.
enum class GroupSize : std::int16_t { alone = 1, two = 2, three = 3, four = 4 };

inline constexpr std::array group_sizes{
    GroupSize::alone, GroupSize::two, GroupSize::three, GroupSize::four
};

[[nodiscard]] constexpr std::string_view group_text(GroupSize group) {
    switch (group) {
    case GroupSize::alone:
        return "alone";
    case GroupSize::two:
        return "two players";
    case GroupSize::three:
        return "three players";
    case GroupSize::four:
        return "four players";
    }
    return {};
}

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace qc::runs {

/// What decides about the reward of one member at the end of a run.
struct RewardFacts {
    std::int32_t amount = 0;
    bool is_author = false;
    bool finished_before = false;
    bool auto_accrual = false;
    bool answers_revealed = false;
    /// A photo was rejected, or waits for staff.
    bool has_doubtful_photo = false;
};

enum class RewardPath { none, ledger, request };

struct RewardDecision {
    RewardPath path = RewardPath::none;
    /// Why staff decide; empty otherwise.
    std::string_view reason;

    bool operator==(RewardDecision const&) const = default;
};

[[nodiscard]] RewardDecision decide_reward(RewardFacts const& facts);

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/reward.hpp"

namespace qc::runs {

RewardDecision decide_reward(RewardFacts const& facts) {
    if (facts.amount <= 0 || facts.is_author || facts.finished_before) return {};
    if (facts.answers_revealed) return {RewardPath::request, "revealed"};
    if (facts.has_doubtful_photo) return {RewardPath::request, "photo"};
    if (!facts.auto_accrual) return {RewardPath::request, "manual"};
    return {RewardPath::ledger, {}};
}

} // namespace qc::runs

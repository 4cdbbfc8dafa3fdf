// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/application/submission.hpp"
#include "quests/http/quest_input.hpp"

namespace qc::quests {

/// A whole quest: everything that is not there gets its default, lists are replaced.
[[nodiscard]] Submission submission_of(QuestInput const& input);

/// A partial quest: what is not there stays.
[[nodiscard]] Submission submission_of(QuestPatch const& input);

/// One point of a quest; `id` names the one that is changed.
[[nodiscard]] Submission submission_of(PointInput const& input, std::optional<PointId> id);
[[nodiscard]] Submission submission_of(PointPatch const& input, std::optional<PointId> id);

} // namespace qc::quests

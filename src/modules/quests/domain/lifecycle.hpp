// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "quests/domain/authored_quest.hpp"

namespace qc::quests {

/// What keeps a quest from being published, as sentences for its author; empty when nothing does.
[[nodiscard]] std::vector<std::string> publish_problems(AuthoredQuest const& quest);

/// QUEST_NOT_PUBLISHABLE with the problems, if there are any.
[[nodiscard]] Result<Nothing> check_publishable(AuthoredQuest const& quest);

enum class Step { submit, publish, reject, archive, restore };

/// Refuses with INVALID_STATE (state, allowed) and QUEST_NOT_PUBLISHABLE.
[[nodiscard]] Result<Nothing> take(AuthoredQuest& quest, Step step, Instant now);

struct Beginning {
    /// The author asked for a draft.
    bool wants_draft = false;
    /// The author may publish.
    bool moderates = false;
    Instant now;
};

/// Status of a new quest. Never refuses: what keeps a moderator's quest from being published is
/// returned as warnings.
[[nodiscard]] std::vector<std::string> begin(AuthoredQuest& quest, Beginning const& beginning);

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/result.hpp"
#include "quests/domain/authored_quest.hpp"

namespace qc::quests {

// Each refuses with PERMISSION_DENIED when the caller may at least see the quest, and with
// QUEST_NOT_FOUND otherwise.

/// edit_quests, or the author holding create_quests.
[[nodiscard]] Result<Nothing>
check_may_edit(access::Caller const& caller, AuthoredQuest const& quest);

/// The same, or moderate_quests: reading all of a quest, archiving and restoring it.
[[nodiscard]] Result<Nothing>
check_may_oversee(access::Caller const& caller, AuthoredQuest const& quest);

/// The author, or edit_quests.
[[nodiscard]] Result<Nothing>
check_may_submit(access::Caller const& caller, AuthoredQuest const& quest);

/// moderate_quests.
[[nodiscard]] Result<Nothing>
check_may_moderate(access::Caller const& caller, AuthoredQuest const& quest);

/// delete_quests, or the author holding create_quests while it was never published.
[[nodiscard]] Result<Nothing>
check_may_delete(access::Caller const& caller, AuthoredQuest const& quest);

} // namespace qc::quests

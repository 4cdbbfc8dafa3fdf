// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/transaction.hpp"
#include "live/signals.hpp"
#include "quests/domain/authored_quest.hpp"

namespace qc::quests {

/// To moderators who are connected, when the quest waits for them.
inline void
tell_when_pending(Transaction& transaction, live::Signals& signals, AuthoredQuest const& quest) {
    if (quest.status != Status::pending) return;
    live::Signal signal;
    signal.kind = live::Kind::quest_pending;
    signal.id = quest.id.value;
    live::publish_on_commit(transaction, signals, signal);
}

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "files/files.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "quests/application/quest_store.hpp"
#include "quests/domain/lifecycle.hpp"

namespace qc::quests {

/// The way of a quest from draft to archive, and its end.
class QuestLifecycle {
public:
    struct Parts {
        QuestStore& store;
        files::Files& files;
        notifications::Notifications& notifications;
        Clock const& clock;
        Random& random;
        live::Signals& signals;
    };

    explicit QuestLifecycle(Parts const& parts) : parts_(parts) {}

    struct Command {
        access::Caller const& caller;
        QuestId quest;
        Step step;
        /// Of a rejection.
        std::optional<std::string> reason = {};
    };

    /// Tells the author when somebody else publishes or rejects.
    [[nodiscard]] Task<Result<AuthoredQuest>> take_step(Transaction& transaction, Command command);

    /// Restores what is archived, publishes the rest.
    [[nodiscard]] Task<Result<Nothing>>
    activate(Transaction& transaction, access::Caller caller, QuestId quest);

    /// Refuses with QUEST_HAS_HISTORY.
    [[nodiscard]] Task<Result<Nothing>>
    remove(Transaction& transaction, access::Caller caller, QuestId quest);

private:
    [[nodiscard]] Task<void>
    tell_author(Transaction& transaction, Command const& command, AuthoredQuest const& quest);

    Parts parts_;
};

} // namespace qc::quests

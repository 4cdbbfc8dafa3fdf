// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qc::notifications {

/// A text that the module knows in English, Spanish and Russian; behind each what its {0}, {1} are.
enum class Wording : std::uint8_t {
    session_closed,
    /// Amount, message or reason.
    credits_received,
    /// Name of the quest.
    quest_published,
    /// Name of the quest, reason.
    quest_rejected,
    run_invitation,
    /// Score.
    run_finished,
    photo_accepted,
    photo_rejected,
    /// Amount; so for the next.
    reward_approved,
    reward_rejected,
    /// Id of the message.
    message_reported,
    chat_read,
    /// Name of the sender.
    friend_request,
    /// Name of the new friend.
    friend_accepted,
};

struct Notice {
    UserId user;
    /// NotificationType of domain.md 1.
    std::string type = {};
    /// Ready texts, shown as they are when there is no wording.
    std::string title = {};
    std::string message = {};
    /// App link such as questcity://runs/<id>.
    std::optional<std::string> action = {};
    /// Shown in the language of the user's newest device, else in English.
    std::optional<Wording> wording = {};
    std::vector<std::string> values = {};
};

class Notifications {
public:
    virtual ~Notifications() = default;

    /// The user is told, also live, once the transaction commits. Nobody is when he is deleted.
    [[nodiscard]] virtual Task<void> notify(Transaction& transaction, Notice notice) = 0;

    /// The same for each of them, in one round trip where the adapter can.
    [[nodiscard]] virtual Task<void>
    notify_all(Transaction& transaction, std::vector<Notice> notices) {
        for (auto& notice : notices)
            co_await notify(transaction, std::move(notice));
    }
};

} // namespace qc::notifications

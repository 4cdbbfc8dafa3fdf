// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "chats/application/ports.hpp"
#include "chats/application/report_store.hpp"
#include "core/result.hpp"
#include "files/files.hpp"
#include "notifications/notifications.hpp"

namespace qc::chats {

/// Everything outlives the use case.
struct ModerateChatsServices {
    Transactions& transactions;
    MessageStore& messages;
    ReportStore& reports;
    files::Files& files;
    audit::Audit& audit;
    notifications::Notifications& notifications;
    Clock const& clock;
};

class ModerateChats {
public:
    explicit ModerateChats(ModerateChatsServices const& services) : services_(services) {}

    /// Opens the chat to moderators, who are told.
    [[nodiscard]] Task<Result<Nothing>>
    report(Transaction& transaction, UserId reporter, MessageId message, std::string reason);

    /// Before a moderator sees a reported chat: the log and its participants learn of it, in a
    /// transaction of its own.
    [[nodiscard]] Task<void> note_reading(UserId moderator, ChatId chat);

    /// Lets go of a bounded number of kept messages whose reports no longer open their chats.
    [[nodiscard]] Task<void> forget_kept();

private:
    /// In a transaction of its own; answers how many.
    [[nodiscard]] Task<std::int64_t> forget_some(Instant before);

    ModerateChatsServices services_;
};

} // namespace qc::chats

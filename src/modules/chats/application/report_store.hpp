// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace qc::chats {

struct NewReport {
    MessageId message;
    UserId reporter;
    std::string reason;
    Instant now;
};

struct DroppedReports {
    std::int64_t count = 0;
    /// That they held.
    std::vector<std::string> files;
};

class ReportStore {
public:
    virtual ~ReportStore() = default;
    /// False when it renews an earlier report of this reporter.
    [[nodiscard]] virtual Task<bool> report(Transaction& transaction, NewReport report) = 0;
    /// Who may moderate, without `except`; a bounded number.
    [[nodiscard]] virtual Task<std::vector<UserId>>
    moderators(Transaction& transaction, UserId except) = 0;
    /// Participants whom nobody has told about `action` since then.
    [[nodiscard]] virtual Task<std::vector<UserId>> participants_to_tell(
        Transaction& transaction, ChatId chat, std::string action, Instant since
    ) = 0;
    /// The reports of a message that is about to change or go keep it as it is. Answers how many:
    /// each of them holds the file of the message from then on.
    [[nodiscard]] virtual Task<std::int64_t> keep(Transaction& transaction, MessageId message) = 0;
    /// Lets go of what `keep` kept of a message; answers the files that they held.
    [[nodiscard]] virtual Task<std::vector<std::string>>
    settle(Transaction& transaction, ChatId chat, MessageId message) = 0;
    /// Lets go of a few kept ones that are older.
    [[nodiscard]] virtual Task<DroppedReports>
    drop_kept(Transaction& transaction, Instant before) = 0;
};

} // namespace qc::chats

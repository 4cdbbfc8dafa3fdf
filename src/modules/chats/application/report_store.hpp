// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <string>
#include <vector>

namespace qc::chats {

struct NewReport {
    MessageId message;
    UserId reporter;
    std::string reason;
    Instant now;
};

class ReportStore {
public:
    virtual ~ReportStore() = default;
    /// False when it renews an earlier report of this reporter.
    [[nodiscard]] virtual Task<bool> report(Transaction& transaction, NewReport report) = 0;
    /// Who may moderate, without `except`; a bounded number.
    [[nodiscard]] virtual Task<std::vector<UserId>>
    moderators(Transaction& transaction, UserId except) = 0;
    /// Participants whom nobody has told about `action` today.
    [[nodiscard]] virtual Task<std::vector<UserId>>
    participants_to_tell(Transaction& transaction, ChatId chat, std::string action) = 0;
};

} // namespace qc::chats

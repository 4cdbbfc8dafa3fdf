// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <optional>
#include <string>

namespace qc::mail {

/// One message to one mailbox. Subject and bodies are final text; the outbox encodes them.
struct Mail {
    std::string recipient;
    /// What it is for (code, invitation, ...): limits are counted per kind.
    std::string kind;
    std::string language;
    std::string subject;
    std::string text;
    std::string html;
    /// Sending is given up at this time (code mails: when the code expires).
    Instant expires_at;
    /// The user whose doing it is, where what he may send is limited; else nobody.
    std::optional<UserId> sender = {};
};

/// Mail is written in the transaction of its cause and sent after the commit by a job, so that
/// a mail server that is down neither fails nor delays a request.
class Outbox {
public:
    virtual ~Outbox() = default;
    [[nodiscard]] virtual Task<void> enqueue(Transaction& transaction, Mail mail) = 0;
};

} // namespace qc::mail

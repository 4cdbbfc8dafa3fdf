// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <optional>
#include <string>

namespace qc::audit {

/// One row of the append-only log; the fields are those of http-api.md 11.
struct Act {
    std::optional<UserId> actor = {};
    /// Such as "user.lock": what it was done to, what was done.
    std::string action = {};
    std::string object_type = {};
    std::string object_id = {};
    /// A JSON object; never a secret, a message text or a place.
    std::string data = "{}";
    /// As the request came from; the log keeps it shortened.
    std::optional<std::string> client_address = {};
};

class Audit {
public:
    virtual ~Audit() = default;

    /// The row lives and dies with the transaction of its cause.
    [[nodiscard]] virtual Task<void> record(Transaction& transaction, Act act) = 0;

    /// For what has no transaction, or one that is rolled back (refusals, failed sign-ins): written
    /// soon after in its own. Never blocks and never throws; when the database is away the newest
    /// acts beyond a bound are counted and logged instead.
    virtual void note(Act act) noexcept = 0;
};

} // namespace qc::audit

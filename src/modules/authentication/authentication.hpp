// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <optional>
#include <string>

namespace qc::authentication {

class Authentication {
public:
    virtual ~Authentication() = default;

    /// Ends the sessions of a user, except `keep`: refresh at once, access within seconds on
    /// every instance. `reason` is kept with the sessions: lock, password, role, deletion.
    [[nodiscard]] virtual Task<void> end_sessions(
        Transaction& transaction, UserId user, std::optional<SessionId> keep, std::string reason
    ) = 0;
};

} // namespace qc::authentication

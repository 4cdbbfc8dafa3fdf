// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "core/clock.hpp"
#include "mail/outbox.hpp"
#include "unlock_requests/application/ports.hpp"
#include "users/users.hpp"

namespace qc::unlock_requests {

/// Staff let somebody in again, or not.
class DecideRequest {
public:
    struct Neighbours {
        UnlockRequestStore& store;
        users::Users& users;
        mail::Outbox& outbox;
        audit::Audit& audit;
        Clock const& clock;
    };

    struct Command {
        UnlockRequestId id;
        /// approved or rejected.
        Status decision = Status::rejected;
        UserId staff;
        std::string client_address;
    };

    explicit DecideRequest(Neighbours const& with) : with_(with) {}

    /// An approval makes the user active and is mailed to him.
    [[nodiscard]] Task<Result<Nothing>> operator()(Transaction& transaction, Command command);

private:
    [[nodiscard]] Task<void>
    let_in(Transaction& transaction, Command const& command, users::Account const& account);

    Neighbours with_;
};

} // namespace qc::unlock_requests

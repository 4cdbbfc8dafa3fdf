// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "unlock_requests/application/ports.hpp"
#include "users/users.hpp"

namespace qc::unlock_requests {

/// Somebody who is locked out asks to be let in again.
class SubmitRequest {
public:
    struct Command {
        std::string email;
        std::string reason;
        std::string message;
    };

    /// `conceal_accounts`: every address is answered alike.
    SubmitRequest(UnlockRequestStore& store, users::Users& users, bool conceal_accounts)
        : store_(store)
        , users_(users)
        , conceal_accounts_(conceal_accounts) {}

    [[nodiscard]] Task<Result<Nothing>> operator()(Transaction& transaction, Command command);

private:
    [[nodiscard]] Task<Result<Nothing>> submit(Transaction& transaction, Command command);

    UnlockRequestStore& store_;
    users::Users& users_;
    bool conceal_accounts_;
};

} // namespace qc::unlock_requests

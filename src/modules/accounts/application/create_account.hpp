// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/application/account_record.hpp"

namespace qc::accounts {

/// An account that staff makes for somebody.
class CreateAccount {
public:
    struct Command {
        access::Caller caller;
        users::NewAccount account;
        std::string password1;
        std::string password2;
        /// As files.md 1 lists its forms; empty: no picture.
        std::string image;
    };

    explicit CreateAccount(Services const& services) : with_(services) {}

    /// Checks, stores the picture and hashes the password; what remains is one transaction.
    [[nodiscard]] Task<Result<users::NewAccount>> prepare(Command command);

    /// Refuses with EMAIL_ALREADY_EXISTS, USERNAME_ALREADY_EXISTS or ROLE_ESCALATION.
    [[nodiscard]] Task<Result<UserId>>
    operator()(Transaction& transaction, access::Caller caller, users::NewAccount account);

private:
    [[nodiscard]] Task<Result<Nothing>> refuse_taken(users::NewAccount const& account);

    Services with_;
};

} // namespace qc::accounts

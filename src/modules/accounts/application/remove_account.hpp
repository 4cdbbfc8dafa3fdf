// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/application/account_editor.hpp"

namespace qc::accounts {

/// Accounts are not deleted but made anonymous.
class RemoveAccount {
public:
    RemoveAccount(Services const& services, AccountEditor& editor)
        : with_(services)
        , editor_(editor) {}

    /// By staff. Refuses with USER_NOT_FOUND, ROLE_ESCALATION or LAST_ADMIN.
    [[nodiscard]] Task<Result<Nothing>>
    operator()(Transaction& transaction, access::Caller caller, UserId user);

    /// By the user himself, whose password matched `confirmed_hash`. Refuses with
    /// INVALID_USER_CREDENTIALS when it was changed meanwhile, or LAST_ADMIN.
    [[nodiscard]] Task<Result<Nothing>>
    own(Transaction& transaction, UserId user, std::string confirmed_hash);

private:
    Services with_;
    AccountEditor& editor_;
};

} // namespace qc::accounts

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/application/account_record.hpp"

namespace qc::accounts {

/// One change of an account whose row is locked.
struct Edition {
    UserId actor;
    users::Account before;
    users::Account after;
};

/// Writes changes of accounts, with what follows from them.
class AccountEditor {
public:
    explicit AccountEditor(Services const& services) : with_(services) {}

    /// Refuses with LAST_ADMIN when nobody else could administer afterwards. Locks no row.
    [[nodiscard]] Task<Result<Nothing>>
    keep_an_admin(Transaction& transaction, UserId user, Rights before, Rights after);

    /// Sessions end with rights and passwords, old codes with passwords and addresses, and the
    /// user is told by mail. Refuses with EMAIL_ALREADY_EXISTS or USERNAME_ALREADY_EXISTS.
    [[nodiscard]] Task<Result<Nothing>> save(Transaction& transaction, Edition edition);

    /// Leaves nothing of the user but what others need. The row is locked.
    [[nodiscard]] Task<void> erase(Transaction& transaction, UserId actor, UserId user);

    /// Tells both mailboxes that the account moved.
    [[nodiscard]] Task<void>
    tell_new_address(Transaction& transaction, users::Account account, std::string old_address);

private:
    [[nodiscard]] Task<void>
    address_changed(Transaction& transaction, users::Account account, std::string old_address);

    Services with_;
};

} // namespace qc::accounts

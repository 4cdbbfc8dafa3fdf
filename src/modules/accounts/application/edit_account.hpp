// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/application/account_editor.hpp"

namespace qc::accounts {

/// Fields of an account that staff names; absent ones stay.
struct Edits {
    std::optional<users::Username> username = {};
    std::optional<std::string> first_name = {};
    std::optional<std::string> last_name = {};
    std::optional<users::Email> email = {};
    std::optional<std::string> password = {};
    std::optional<std::int16_t> role = {};
    std::optional<bool> is_active = {};
    std::optional<bool> is_verified = {};
    std::optional<bool> can_edit_quests = {};
    std::optional<bool> can_lock_users = {};
    /// Why somebody is locked.
    std::optional<std::string> reason = {};

    [[nodiscard]] NamedFields named() const;
};

/// What was prepared before the transaction.
struct PreparedEdits {
    Edits edits;
    std::optional<std::string> password_hash;
};

/// Staff changes an account: all named fields, or nothing.
class EditAccount {
public:
    EditAccount(Services const& services, AccountEditor& editor)
        : with_(services)
        , editor_(editor) {}

    /// Refuses what needs no lock to be seen, so that no password is hashed for nothing.
    [[nodiscard]] Task<Result<PreparedEdits>>
    prepare(access::Caller caller, UserId user, Edits edits);

    /// Refuses with USER_NOT_FOUND, PERMISSION_DENIED, ROLE_ESCALATION, LAST_ADMIN,
    /// EMAIL_ALREADY_EXISTS or USERNAME_ALREADY_EXISTS.
    [[nodiscard]] Task<Result<Nothing>> operator()(
        Transaction& transaction, access::Caller caller, UserId user, PreparedEdits prepared
    );

    /// The same with the account as it is afterwards.
    [[nodiscard]] Task<Result<users::UserRead>>
    and_read(Transaction& transaction, access::Caller caller, UserId user, Edits edits);

private:
    Services with_;
    AccountEditor& editor_;
};

} // namespace qc::accounts

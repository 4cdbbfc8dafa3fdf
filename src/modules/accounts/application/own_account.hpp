// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/application/account_editor.hpp"

namespace qc::accounts {

/// What users change of their own accounts.
class OwnAccount {
public:
    struct Names {
        std::optional<users::Username> username;
        std::optional<std::string> first_name;
        std::optional<std::string> last_name;
        /// Wanted: it changes when a code that goes there comes back.
        std::optional<users::Email> email;
    };

    struct NewPassword {
        std::string old_password;
        std::string password1;
        std::string password2;
    };

    /// Before the transaction of a new password.
    struct PreparedPassword {
        std::string confirmed_hash;
        std::string new_hash;
    };

    OwnAccount(Services const& services, AccountEditor& editor)
        : with_(services)
        , editor_(editor) {}

    /// Refuses with USERNAME_ALREADY_EXISTS, EMAIL_ALREADY_EXISTS or TOO_MANY_REQUESTS.
    [[nodiscard]] Task<Result<Nothing>> change(Transaction& transaction, UserId user, Names names);

    /// Uses a right code up. Refuses with INVALID_CODE or EMAIL_ALREADY_EXISTS.
    [[nodiscard]] Task<Result<Nothing>> change_address(
        Transaction& transaction, UserId user, users::Email address, authentication::ProvenCode code
    );

    /// Refuses with problems of the new password, then with INVALID_USER_CREDENTIALS or
    /// TOO_MANY_ATTEMPTS.
    [[nodiscard]] Task<Result<PreparedPassword>>
    prepare_password(UserId user, NewPassword password);

    /// Ends all sessions but the caller's own.
    [[nodiscard]] Task<Result<Nothing>>
    change_password(Transaction& transaction, access::Caller caller, PreparedPassword prepared);

private:
    [[nodiscard]] Task<Result<Nothing>>
    ask_for_address(Transaction& transaction, users::Account account, users::Email address);

    Services with_;
    AccountEditor& editor_;
};

} // namespace qc::accounts

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/codes.hpp"
#include "authentication/application/password_check.hpp"
#include "authentication/application/verification.hpp"
#include "crypto/password_hasher.hpp"

namespace qc::authentication {

struct SignUp {
    users::Username username;
    users::Email email;
    PasswordPair password;
    std::string first_name;
    std::string last_name;
    std::string instagram_username;
    std::string language;
};

struct RegistrationServices {
    Transactions& transactions;
    users::Users& users;
    crypto::PasswordHasher& hasher;
    Codes& codes;
    Verification& verification;
    Random& random;
    Clock const& clock;
};

/// Accounts that people make for themselves.
class Registration {
public:
    Registration(RegistrationServices const& services, AuthenticationSettings const& settings)
        : with_(services)
        , settings_(settings) {}

    /// Refuses with EMAIL_ALREADY_EXISTS or USERNAME_ALREADY_EXISTS.
    [[nodiscard]] Task<Result<Nothing>> sign_up(SignUp form);

    /// Refuses with INVALID_CODE or CODE_EXPIRED.
    [[nodiscard]] Task<Result<Nothing>> verify(std::string email, std::string code);

    /// Mails nothing to addresses that await no code, and nothing above the limits.
    [[nodiscard]] Task<Result<Nothing>> resend(std::string email);

private:
    [[nodiscard]] Task<Result<Nothing>> refuse_early(SignUp const& form);
    [[nodiscard]] Task<Result<Nothing>> store(Transaction& transaction, users::NewAccount account);

    RegistrationServices with_;
    AuthenticationSettings const& settings_;
};

} // namespace qc::authentication

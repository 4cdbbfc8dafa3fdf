// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/codes.hpp"
#include "authentication/application/login_throttle.hpp"
#include "authentication/application/password_check.hpp"
#include "authentication/application/verification.hpp"
#include "authentication/authentication.hpp"
#include "crypto/password_hasher.hpp"

namespace qc::authentication {

struct PasswordResetServices {
    Transactions& transactions;
    users::Users& users;
    Authentication& sessions;
    ResetTokens& tokens;
    LoginThrottle& throttle;
    crypto::PasswordHasher& hasher;
    Codes& codes;
    Verification& verification;
    mail::Outbox& outbox;
    Random& random;
    Clock const& clock;
};

struct IssuedResetToken {
    std::string token;
    std::chrono::seconds expires_in{};
};

/// A new password for whoever controls the mailbox of the account.
class PasswordReset {
public:
    PasswordReset(PasswordResetServices const& services, AuthenticationSettings const& settings)
        : with_(services)
        , settings_(settings) {}

    /// Succeeds for every address unless accounts are not concealed.
    [[nodiscard]] Task<Result<Nothing>> request(std::string email);

    /// Refuses with INVALID_CODE or CODE_EXPIRED.
    [[nodiscard]] Task<Result<IssuedResetToken>> verify(std::string email, std::string code);

    /// Sets the password, proves the address and ends all sessions. Refuses with
    /// INVALID_RESET_PASSWORD_TOKEN or RESET_PASSWORD_TOKEN_EXPIRED.
    [[nodiscard]] Task<Result<Nothing>> finish(std::string token, PasswordPair password);

private:
    [[nodiscard]] Task<Result<users::Account>> owner_of(ResetToken token);
    [[nodiscard]] Task<Result<Nothing>>
    change(Transaction& transaction, users::Account account, std::string hash);

    PasswordResetServices with_;
    AuthenticationSettings const& settings_;
};

} // namespace qc::authentication

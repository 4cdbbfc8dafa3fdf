// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/settings.hpp"
#include "core/result.hpp"
#include "users/users.hpp"
#include "wallets/wallets.hpp"

namespace qc::authentication {

class OpeningPayments {
public:
    virtual ~OpeningPayments() = default;
    /// Whether the ledger has the opening entry of this user.
    virtual Task<bool> paid(Transaction& transaction, UserId user) = 0;
};

struct VerificationServices {
    users::Users& users;
    wallets::Wallets& wallets;
    OpeningPayments& payments;
};

/// What happens when a user has proven his address.
class Verification {
public:
    Verification(VerificationServices const& services, AuthenticationSettings const& settings)
        : with_(services)
        , settings_(settings) {}

    /// The row of `account` is locked. Does nothing for a verified one.
    [[nodiscard]] Task<Result<Nothing>>
    complete(Transaction& transaction, users::Account const& account);

private:
    VerificationServices with_;
    AuthenticationSettings const& settings_;
};

} // namespace qc::authentication

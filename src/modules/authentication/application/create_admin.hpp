// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "authentication/application/password_check.hpp"
#include "authentication/authentication.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "crypto/password_hasher.hpp"
#include "users/users.hpp"
#include "wallets/wallets.hpp"

namespace qc::authentication {

struct NewAdmin {
    users::Username username;
    users::Email email;
    std::string password;
    std::string first_name = "System";
    std::string last_name = "Administrator";
    std::string instagram_username = {};
    std::int32_t initial_credits = 1000;
    /// Change an existing user with this name or address.
    bool force = false;
};

struct CreateAdminServices {
    Transactions& transactions;
    users::Users& users;
    wallets::Wallets& wallets;
    Authentication& sessions;
    crypto::PasswordHasher& hasher;
    audit::Audit& audit;
    Random& random;
};

enum class AdminOutcome { created, changed };

/// The first administrator, made from the command line: verified and active. Refuses with the
/// password policy of staff, EMAIL_ALREADY_EXISTS or USERNAME_ALREADY_EXISTS.
[[nodiscard]] Task<Result<AdminOutcome>>
create_admin(CreateAdminServices with, PasswordPolicy policy, NewAdmin admin);

} // namespace qc::authentication

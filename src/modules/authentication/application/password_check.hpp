// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/domain/password_policy.hpp"
#include "core/result.hpp"

#include <string>

namespace qc::authentication {

/// The two fields of a form.
struct PasswordPair {
    std::string password1;
    std::string password2;
};

/// What the password must not repeat, and how strict the policy is.
struct PasswordOwner {
    std::string username = {};
    std::string email = {};
    std::int16_t role = 0;
};

/// Refuses with every problem, attached to that field of the body.
[[nodiscard]] Result<Nothing> check_password(
    PasswordPolicy const& policy,
    PasswordPair const& pair,
    PasswordOwner const& owner,
    std::string const& field = "password2"
);

} // namespace qc::authentication

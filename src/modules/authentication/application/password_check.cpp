// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/password_check.hpp"

#include "crypto/common_passwords.hpp"

namespace qc::authentication {

Result<Nothing> check_password(
    PasswordPolicy const& policy,
    PasswordPair const& pair,
    PasswordOwner const& owner,
    std::string const& field
) {
    ProposedPassword const proposed{
        pair.password1,
        pair.password2,
        owner.username,
        owner.email,
        owner.role,
        crypto::is_common_password(pair.password1)
    };
    auto problems = problems_of(policy, proposed, {"body", field});
    if (problems.empty()) return nothing;
    return invalid_input(std::move(problems));
}

} // namespace qc::authentication

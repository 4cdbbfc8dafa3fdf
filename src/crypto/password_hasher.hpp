// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "crypto/password_hash.hpp"

#include <string>

namespace qc::crypto {

/// Passwords are valid UTF-8. Every function throws Unavailable when too many are waiting.
class PasswordHasher {
public:
    virtual ~PasswordHasher() = default;

    [[nodiscard]] virtual Task<std::string> hash(std::string password) = 0;
    [[nodiscard]] virtual Task<Verdict> verify(std::string password, std::string stored) = 0;

    /// Takes as long as a real verification, so an unknown user cannot be told from a wrong
    /// password.
    [[nodiscard]] virtual Task<void> verify_dummy(std::string password) = 0;
};

} // namespace qc::crypto

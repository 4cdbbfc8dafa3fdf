// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qc::crypto {

/// What one Argon2id hash costs (p is always 1).
struct Argon2Cost {
    unsigned long long passes = 2;
    std::size_t memory_bytes = std::size_t{19'456} * 1024;
};

struct Verdict {
    bool matches = false;
    /// Matches, but was made by another algorithm or with another cost.
    bool needs_rehash = false;
};

/// These take tens of milliseconds: never call them on an I/O thread (see PasswordHasher).
/// `password` is valid UTF-8; it is brought to NFKC first.

/// PHC string of Argon2id. Throws std::runtime_error when there is no memory for it.
[[nodiscard]] std::string hash_password(std::string_view password, Argon2Cost cost);

/// `stored` is a PHC string of Argon2id or a bcrypt hash ($2a$, $2b$, $2y$); nothing else matches.
[[nodiscard]] Verdict
verify_password(std::string_view password, std::string const& stored, Argon2Cost cost);

} // namespace qc::crypto

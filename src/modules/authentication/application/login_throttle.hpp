// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/ports.hpp"

namespace qc::authentication {

struct Attempt {
    /// Set when this attempt is refused.
    std::optional<Instant> delayed_until;
    int failures_in_row = 0;
};

/// Failures per login, kept in the database.
class LoginThrottle {
public:
    virtual ~LoginThrottle() = default;

    /// Counts the attempt as a failure before anything is hashed, so that parallel guesses do
    /// not pass together. `key` is the SHA-256 of the lower-cased login.
    virtual Task<Attempt> count(Bytes key, ThrottleRules rules, Instant now) = 0;

    /// The password was not judged: this attempt does not count after all.
    virtual Task<void> uncount(Bytes key) = 0;

    virtual Task<void> forget(Bytes key) = 0;
    virtual Task<void> forget(Transaction& transaction, std::vector<Bytes> keys) = 0;
};

} // namespace qc::authentication

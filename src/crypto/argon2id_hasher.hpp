// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "blocking/blocking_pool.hpp"
#include "crypto/password_hasher.hpp"

namespace qc::crypto {

/// Hashes on the threads of `pool`, which must outlive it. One object may serve all workers.
class Argon2idHasher final : public PasswordHasher {
public:
    /// Computes the dummy hash once, on the calling thread.
    explicit Argon2idHasher(blocking::BlockingPool& pool, Argon2Cost cost = {});

    Task<std::string> hash(std::string password) override;
    Task<Verdict> verify(std::string password, std::string stored) override;
    Task<void> verify_dummy(std::string password) override;

private:
    blocking::BlockingPool& pool_;
    Argon2Cost const cost_;
    std::string const dummy_;
};

} // namespace qc::crypto

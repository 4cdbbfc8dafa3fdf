// SPDX-License-Identifier: Apache-2.0
#include "crypto/argon2id_hasher.hpp"

#include "crypto/random_text.hpp"
#include "crypto/system_random.hpp"

namespace qc::crypto {

namespace {

std::string hash_of_nobody(Argon2Cost cost) {
    SystemRandom random;
    return hash_password(base62_text(random, 43), cost);
}

} // namespace

Argon2idHasher::Argon2idHasher(blocking::BlockingPool& pool, Argon2Cost cost)
    : pool_(pool)
    , cost_(cost)
    , dummy_(hash_of_nobody(cost)) {}

Task<std::string> Argon2idHasher::hash(std::string password) {
    auto work = [password = std::move(password), cost = cost_] {
        return hash_password(password, cost);
    };
    co_return co_await pool_.run(std::move(work));
}

Task<Verdict> Argon2idHasher::verify(std::string password, std::string stored) {
    auto work = [password = std::move(password), stored = std::move(stored), cost = cost_] {
        return verify_password(password, stored, cost);
    };
    co_return co_await pool_.run(std::move(work));
}

Task<void> Argon2idHasher::verify_dummy(std::string password) {
    co_await verify(std::move(password), dummy_);
}

} // namespace qc::crypto

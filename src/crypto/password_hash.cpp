// SPDX-License-Identifier: Apache-2.0
#include "crypto/password_hash.hpp"

#include "core/text.hpp"
#include "crypto/bytes.hpp"
#include "crypto/constant_time.hpp"

#include <crypt.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace qc::crypto {

namespace {

void start_sodium() {
    static bool const started = sodium_init() >= 0;
    if (!started) throw std::runtime_error("libsodium does not start");
}

bool is_bcrypt(std::string_view stored) {
    constexpr std::array<std::string_view, 3> prefixes{"$2a$", "$2b$", "$2y$"};
    return std::ranges::any_of(prefixes, [stored](auto prefix) {
        return stored.starts_with(prefix);
    });
}

bool bcrypt_matches(std::string const& password, std::string const& stored) {
    // crypt_r stops at a NUL, and would accept any ending behind it.
    if (password.find('\0') != std::string::npos) return false;
    auto const workspace = std::make_unique<crypt_data>();
    char const* const made = crypt_r(password.c_str(), stored.c_str(), workspace.get());
    // A hash that crypt_r cannot read gives a text that begins with '*' and equals no hash.
    return made != nullptr && constant_time_equal(bytes_of(made), bytes_of(stored));
}

Verdict verify_bcrypt(std::string_view password, std::string const& stored) {
    auto const normal = nfkc(password);
    // The systems that made these hashes did not normalise.
    bool const matches = bcrypt_matches(normal, stored) ||
                         (normal != password && bcrypt_matches(std::string(password), stored));
    return {matches, matches};
}

} // namespace

std::string hash_password(std::string_view password, Argon2Cost cost) {
    start_sodium();
    auto const normal = nfkc(password);
    std::array<char, crypto_pwhash_STRBYTES> stored{};
    int const failed = crypto_pwhash_str(
        stored.data(), normal.data(), normal.size(), cost.passes, cost.memory_bytes
    );
    if (failed != 0) throw std::runtime_error("Argon2id: no memory, or a cost it does not know");
    return stored.data();
}

Verdict verify_password(std::string_view password, std::string const& stored, Argon2Cost cost) {
    if (is_bcrypt(stored)) return verify_bcrypt(password, stored);
    if (!stored.starts_with("$argon2id$")) return {};
    start_sodium();
    auto const normal = nfkc(password);
    Verdict verdict;
    verdict.matches = crypto_pwhash_str_verify(stored.c_str(), normal.data(), normal.size()) == 0;
    verdict.needs_rehash =
        verdict.matches &&
        crypto_pwhash_str_needs_rehash(stored.c_str(), cost.passes, cost.memory_bytes) != 0;
    return verdict;
}

} // namespace qc::crypto

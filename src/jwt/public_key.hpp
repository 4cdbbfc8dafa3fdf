// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/bytes.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace qc::jwt {

/// The server cannot work with this key; the text is for the operator.
class KeyError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// There is no key of the expected form at all.
class UnreadableKey : public KeyError {
    using KeyError::KeyError;
};

/// The one algorithm of our tokens (limits.md 2), as tokens and JWKs spell it (RFC 7518). It
/// belongs to the key; a token never chooses it.
inline constexpr std::string_view token_algorithm = "RS256";

/// RSA of 2048 bits or more. Immutable, cheap to copy, may be shared between threads.
class PublicKey {
public:
    /// SubjectPublicKeyInfo. Both throw UnreadableKey or, for other and weaker keys, KeyError.
    [[nodiscard]] static PublicKey from_pem(std::string_view pem);
    [[nodiscard]] static PublicKey from_der(crypto::ByteView spki);

    /// First 16 hex digits of SHA-256 of the DER SubjectPublicKeyInfo.
    [[nodiscard]] std::string const& kid() const noexcept { return kid_; }

    /// RSASSA-PKCS1-v1_5 with SHA-256.
    [[nodiscard]] bool verifies(std::string_view message, crypto::ByteView signature) const;

    [[nodiscard]] std::string pem() const;

    /// For OpenSSL calls inside src/jwt; stays owned by this key.
    [[nodiscard]] evp_pkey_st* native() const noexcept { return key_.get(); }

private:
    explicit PublicKey(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> key_;
    std::string kid_;
};

} // namespace qc::jwt

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/bytes.hpp"
#include "jwt/public_key.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace qc::jwt {

/// The RSA key that signs access tokens (RS256). Immutable; may be shared between threads.
class SigningKey {
public:
    /// Throws UnreadableKey, or KeyError for a key that is not RSA or has less than 2048 bits.
    [[nodiscard]] static SigningKey from_pem(std::string_view pem);

    /// RSA of 3072 bits; takes up to a second.
    [[nodiscard]] static SigningKey generate();

    [[nodiscard]] PublicKey const& public_key() const noexcept { return public_key_; }

    [[nodiscard]] crypto::Bytes sign(std::string_view message) const;

    /// PKCS#8, not encrypted: a secret.
    [[nodiscard]] std::string private_pem() const;

private:
    explicit SigningKey(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> key_;
    PublicKey public_key_;
};

} // namespace qc::jwt

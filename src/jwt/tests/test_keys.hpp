// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/openssl.hpp"
#include "jwt/pem.hpp"
#include "jwt/public_key.hpp"
#include "jwt/signing_key.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>
#include <string>
#include <string_view>

namespace qc::jwt::testing {

/// Any key of OpenSSL in PEM, also those that production code refuses.
struct PemPair {
    std::string private_pem;
    std::string public_pem;
    std::shared_ptr<EVP_PKEY> key;
};

inline PemPair pem_pair(EVP_PKEY* made) {
    auto key = shared(made);
    auto const write_private = [&key](BIO* bio) {
        return PEM_write_bio_PKCS8PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    };
    auto const write_public = [&key](BIO* bio) { return PEM_write_bio_PUBKEY(bio, key.get()); };
    return {written(write_private), written(write_public), key};
}

inline PemPair rsa_pair(unsigned int bits) {
    return pem_pair(EVP_RSA_gen(bits));
}

inline PemPair ec_pair(char const* curve) {
    return pem_pair(EVP_EC_gen(curve));
}

inline PemPair ed25519_pair() {
    return pem_pair(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

/// What OpenSSL signs with SHA-256.
inline crypto::Bytes signature_of(PemPair const& pair, std::string_view message) {
    crypto::Owned<EVP_MD_CTX, EVP_MD_CTX_free> const context(EVP_MD_CTX_new());
    auto const bytes = crypto::bytes_of(message);
    crypto::Bytes signature(1024);
    std::size_t length = signature.size();
    crypto::require(
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, pair.key.get()) == 1 &&
            EVP_DigestSign(context.get(), signature.data(), &length, bytes.data(), bytes.size()) ==
                1,
        "signing"
    );
    signature.resize(length);
    return signature;
}

/// One key for the tests that only need some right key: generation is slow.
inline SigningKey const& signing_key() {
    static SigningKey const key = SigningKey::from_pem(rsa_pair(2048).private_pem);
    return key;
}

inline SigningKey const& other_signing_key() {
    static SigningKey const key = SigningKey::from_pem(rsa_pair(2048).private_pem);
    return key;
}

} // namespace qc::jwt::testing

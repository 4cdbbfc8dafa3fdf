// SPDX-License-Identifier: Apache-2.0
#include "jwt/signing_key.hpp"

#include "jwt/pem.hpp"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace qc::jwt {

namespace {

constexpr unsigned int generated_bits = 3072;

/// Without this OpenSSL would ask for the passphrase of an encrypted key on the terminal.
int no_passphrase(char*, int, int, void*) {
    return -1;
}

PublicKey public_part(EVP_PKEY* key) {
    unsigned char* der = nullptr;
    int const length = i2d_PUBKEY(key, &der);
    crypto::require(length > 0, "i2d_PUBKEY");
    crypto::Bytes const spki(der, der + length);
    OPENSSL_free(der);
    return PublicKey::from_der(spki);
}

} // namespace

SigningKey::SigningKey(std::shared_ptr<evp_pkey_st> key)
    : key_(std::move(key))
    , public_key_(public_part(key_.get())) {}

SigningKey SigningKey::from_pem(std::string_view pem) {
    auto const bio = reading(pem);
    auto key = shared(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
    if (!key) throw UnreadableKey("no unencrypted private key in PEM (BEGIN PRIVATE KEY)");
    return SigningKey(std::move(key));
}

SigningKey SigningKey::generate() {
    auto key = shared(EVP_RSA_gen(generated_bits));
    crypto::require(key != nullptr, "EVP_RSA_gen");
    return SigningKey(std::move(key));
}

crypto::Bytes SigningKey::sign(std::string_view message) const {
    crypto::Owned<EVP_MD_CTX, EVP_MD_CTX_free> const context(EVP_MD_CTX_new());
    auto const bytes = crypto::bytes_of(message);
    crypto::Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
    std::size_t length = signature.size();
    bool const made =
        context != nullptr &&
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
        EVP_DigestSign(context.get(), signature.data(), &length, bytes.data(), bytes.size()) == 1;
    crypto::require(made, "EVP_DigestSign");
    signature.resize(length);
    return signature;
}

std::string SigningKey::private_pem() const {
    return written([this](BIO* bio) {
        return PEM_write_bio_PKCS8PrivateKey(
            bio, key_.get(), nullptr, nullptr, 0, nullptr, nullptr
        );
    });
}

} // namespace qc::jwt

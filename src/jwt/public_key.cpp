// SPDX-License-Identifier: Apache-2.0
#include "jwt/public_key.hpp"

#include "crypto/base64.hpp"
#include "crypto/sha256.hpp"
#include "jwt/pem.hpp"

#include <openssl/pem.h>
#include <openssl/x509.h>

namespace qc::jwt {

namespace {

constexpr int min_rsa_bits = 2048;
constexpr std::size_t kid_length = 16;

std::shared_ptr<evp_pkey_st> strong_rsa(std::shared_ptr<evp_pkey_st> key) {
    if (EVP_PKEY_is_a(key.get(), "RSA") != 1) throw KeyError("only RSA keys can verify tokens");
    int const bits = EVP_PKEY_get_bits(key.get());
    if (bits < min_rsa_bits)
        throw KeyError("RSA key of " + std::to_string(bits) + " bits: at least 2048 are needed");
    return key;
}

std::string kid_of(EVP_PKEY* key) {
    unsigned char* der = nullptr;
    int const length = i2d_PUBKEY(key, &der);
    crypto::require(length > 0, "i2d_PUBKEY");
    auto const digest = crypto::sha256({der, static_cast<std::size_t>(length)});
    OPENSSL_free(der);
    return crypto::hex_encode(digest).substr(0, kid_length);
}

} // namespace

PublicKey::PublicKey(std::shared_ptr<evp_pkey_st> key)
    : key_(strong_rsa(std::move(key)))
    , kid_(kid_of(key_.get())) {}

PublicKey PublicKey::from_pem(std::string_view pem) {
    auto const bio = reading(pem);
    auto key = shared(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
    if (!key) throw UnreadableKey("no public key in PEM (BEGIN PUBLIC KEY)");
    return PublicKey(std::move(key));
}

PublicKey PublicKey::from_der(crypto::ByteView spki) {
    auto const* next = spki.data();
    auto key = shared(d2i_PUBKEY(nullptr, &next, static_cast<long>(spki.size())));
    if (!key || next != spki.data() + spki.size())
        throw UnreadableKey("no SubjectPublicKeyInfo in DER");
    return PublicKey(std::move(key));
}

bool PublicKey::verifies(std::string_view message, crypto::ByteView signature) const {
    crypto::Owned<EVP_MD_CTX, EVP_MD_CTX_free> const context(EVP_MD_CTX_new());
    bool const started =
        context != nullptr &&
        EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, native()) == 1;
    crypto::require(started, "EVP_DigestVerifyInit");
    auto const bytes = crypto::bytes_of(message);
    int const verdict = EVP_DigestVerify(
        context.get(), signature.data(), signature.size(), bytes.data(), bytes.size()
    );
    // A wrong signature leaves a trace in the thread's queue that a later call would find.
    ERR_clear_error();
    return verdict == 1;
}

std::string PublicKey::pem() const {
    return written([this](BIO* bio) { return PEM_write_bio_PUBKEY(bio, native()); });
}

} // namespace qc::jwt

// SPDX-License-Identifier: Apache-2.0
#include "jwt/public_key.hpp"

#include "crypto/base64.hpp"
#include "crypto/sha256.hpp"
#include "jwt/pem.hpp"

#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>

namespace qc::jwt {

namespace {

constexpr int min_rsa_bits = 2048;
constexpr std::size_t kid_length = 16;
constexpr std::size_t p256_number_size = 32;

Algorithm algorithm_of(EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "RSA") == 1) {
        int const bits = EVP_PKEY_get_bits(key);
        if (bits < min_rsa_bits)
            throw KeyError(
                "RSA key of " + std::to_string(bits) + " bits: at least 2048 are needed"
            );
        return Algorithm::rs256;
    }
    if (EVP_PKEY_is_a(key, "ED25519") == 1) return Algorithm::eddsa;
    std::array<char, 32> group{};
    bool const is_p256 = EVP_PKEY_is_a(key, "EC") == 1 &&
                         EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
                         std::string_view(group.data()) == "prime256v1";
    ERR_clear_error();
    if (!is_p256) throw KeyError("only RSA, P-256 and Ed25519 keys can verify tokens");
    return Algorithm::es256;
}

std::string kid_of(EVP_PKEY* key) {
    unsigned char* der = nullptr;
    int const length = i2d_PUBKEY(key, &der);
    crypto::require(length > 0, "i2d_PUBKEY");
    auto const digest = crypto::sha256({der, static_cast<std::size_t>(length)});
    OPENSSL_free(der);
    return crypto::hex_encode(digest).substr(0, kid_length);
}

/// JWS carries r and s as they are, OpenSSL wants them as an ASN.1 sequence. Empty when the
/// signature has another length.
crypto::Bytes der_signature(crypto::ByteView signature) {
    if (signature.size() != 2 * p256_number_size) return {};
    crypto::Owned<ECDSA_SIG, ECDSA_SIG_free> const pair(ECDSA_SIG_new());
    auto* const r = BN_bin2bn(signature.data(), p256_number_size, nullptr);
    auto* const s = BN_bin2bn(signature.data() + p256_number_size, p256_number_size, nullptr);
    // From here on r and s belong to the pair.
    crypto::require(
        pair && r != nullptr && s != nullptr && ECDSA_SIG_set0(pair.get(), r, s) == 1, "ECDSA_SIG"
    );
    unsigned char* der = nullptr;
    int const length = i2d_ECDSA_SIG(pair.get(), &der);
    crypto::require(length > 0, "i2d_ECDSA_SIG");
    crypto::Bytes bytes(der, der + length);
    OPENSSL_free(der);
    return bytes;
}

bool verifies_raw(
    EVP_PKEY* key, EVP_MD const* digest, std::string_view message, crypto::ByteView signature
) {
    crypto::Owned<EVP_MD_CTX, EVP_MD_CTX_free> const context(EVP_MD_CTX_new());
    bool const started = context != nullptr &&
                         EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1;
    crypto::require(started, "EVP_DigestVerifyInit");
    auto const bytes = crypto::bytes_of(message);
    int const verdict = EVP_DigestVerify(
        context.get(), signature.data(), signature.size(), bytes.data(), bytes.size()
    );
    // A wrong signature leaves a trace in the thread's queue that a later call would find.
    ERR_clear_error();
    return verdict == 1;
}

} // namespace

std::string_view name_of(Algorithm algorithm) {
    switch (algorithm) {
    case Algorithm::rs256:
        return "RS256";
    case Algorithm::es256:
        return "ES256";
    case Algorithm::eddsa:
        break;
    }
    return "EdDSA";
}

PublicKey::PublicKey(std::shared_ptr<evp_pkey_st> key)
    : key_(std::move(key))
    , algorithm_(algorithm_of(key_.get()))
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
    switch (algorithm_) {
    case Algorithm::rs256:
        return verifies_raw(native(), EVP_sha256(), message, signature);
    case Algorithm::es256: {
        auto const der = der_signature(signature);
        return !der.empty() && verifies_raw(native(), EVP_sha256(), message, der);
    }
    case Algorithm::eddsa:
        break;
    }
    return verifies_raw(native(), nullptr, message, signature);
}

std::string PublicKey::pem() const {
    return written([this](BIO* bio) { return PEM_write_bio_PUBKEY(bio, native()); });
}

} // namespace qc::jwt

// SPDX-License-Identifier: Apache-2.0
#include "crypto/hmac.hpp"

#include "crypto/openssl.hpp"

#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <sodium.h>

namespace qc::crypto {

Digest hmac_sha256(ByteView key, ByteView message) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, message.data(), message.size());
    Digest mac{};
    crypto_auth_hmacsha256_final(&state, mac.data());
    return mac;
}

Bytes hkdf_sha256(ByteView secret, std::string_view label, std::size_t length) {
    Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> const context(
        EVP_PKEY_CTX_new_from_name(nullptr, "HKDF", nullptr)
    );
    require(context != nullptr, "EVP_PKEY_CTX_new_from_name");
    auto* const hkdf = context.get();
    auto const info = bytes_of(label);
    Bytes key(length);
    std::size_t written = length;
    bool const derived =
        EVP_PKEY_derive_init(hkdf) == 1 && EVP_PKEY_CTX_set_hkdf_md(hkdf, EVP_sha256()) == 1 &&
        EVP_PKEY_CTX_set1_hkdf_key(hkdf, secret.data(), static_cast<int>(secret.size())) == 1 &&
        EVP_PKEY_CTX_add1_hkdf_info(hkdf, info.data(), static_cast<int>(info.size())) == 1 &&
        EVP_PKEY_derive(hkdf, key.data(), &written) == 1;
    require(derived && written == length, "HKDF");
    return key;
}

} // namespace qc::crypto

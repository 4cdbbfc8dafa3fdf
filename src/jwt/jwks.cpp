// SPDX-License-Identifier: Apache-2.0
#include "jwt/jwks.hpp"

#include "crypto/base64.hpp"
#include "crypto/openssl.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

namespace qc::jwt {

namespace {

namespace json = boost::json;

/// A number of the key, big-endian, with leading zeros up to `width` bytes (RFC 7518, 6.2 and 6.3).
std::string number_text(EVP_PKEY* key, char const* name, int width) {
    BIGNUM* fetched = nullptr;
    crypto::require(EVP_PKEY_get_bn_param(key, name, &fetched) == 1, "EVP_PKEY_get_bn_param");
    crypto::Owned<BIGNUM, BN_free> const number(fetched);
    int const size = width > 0 ? width : BN_num_bytes(fetched);
    crypto::Bytes bytes(static_cast<std::size_t>(size));
    crypto::require(BN_bn2binpad(fetched, bytes.data(), size) == size, "BN_bn2binpad");
    return crypto::base64url_encode(bytes);
}

std::string ed25519_text(EVP_PKEY* key) {
    crypto::Bytes bytes(32);
    std::size_t length = bytes.size();
    bool const fetched = EVP_PKEY_get_raw_public_key(key, bytes.data(), &length) == 1;
    crypto::require(fetched && length == bytes.size(), "EVP_PKEY_get_raw_public_key");
    return crypto::base64url_encode(bytes);
}

std::string_view key_type(Algorithm algorithm) {
    switch (algorithm) {
    case Algorithm::rs256:
        return "RSA";
    case Algorithm::es256:
        return "EC";
    case Algorithm::eddsa:
        break;
    }
    return "OKP";
}

void add_numbers(json::object& jwk, PublicKey const& key) {
    constexpr int p256_width = 32;
    auto* const native = key.native();
    switch (key.algorithm()) {
    case Algorithm::rs256:
        jwk["n"] = number_text(native, OSSL_PKEY_PARAM_RSA_N, 0);
        jwk["e"] = number_text(native, OSSL_PKEY_PARAM_RSA_E, 0);
        return;
    case Algorithm::es256:
        jwk["crv"] = "P-256";
        jwk["x"] = number_text(native, OSSL_PKEY_PARAM_EC_PUB_X, p256_width);
        jwk["y"] = number_text(native, OSSL_PKEY_PARAM_EC_PUB_Y, p256_width);
        return;
    case Algorithm::eddsa:
        break;
    }
    jwk["crv"] = "Ed25519";
    jwk["x"] = ed25519_text(native);
}

json::object jwk_of(PublicKey const& key) {
    json::object jwk;
    jwk["kty"] = key_type(key.algorithm());
    jwk["use"] = "sig";
    jwk["alg"] = name_of(key.algorithm());
    jwk["kid"] = key.kid();
    add_numbers(jwk, key);
    return jwk;
}

} // namespace

std::string jwks_document(std::span<PublicKey const> keys) {
    json::array list;
    for (auto const& key : keys)
        list.emplace_back(jwk_of(key));
    json::object document;
    document["keys"] = std::move(list);
    return json::serialize(document);
}

} // namespace qc::jwt

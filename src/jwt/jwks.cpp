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

/// A number of the key, big-endian without leading zeros (RFC 7518, 6.3.1).
std::string number_text(EVP_PKEY* key, char const* name) {
    BIGNUM* fetched = nullptr;
    crypto::require(EVP_PKEY_get_bn_param(key, name, &fetched) == 1, "EVP_PKEY_get_bn_param");
    crypto::Owned<BIGNUM, BN_free> const number(fetched);
    crypto::Bytes bytes(static_cast<std::size_t>(BN_num_bytes(fetched)));
    BN_bn2bin(fetched, bytes.data());
    return crypto::base64url_encode(bytes);
}

json::object jwk_of(PublicKey const& key) {
    json::object jwk;
    jwk["kty"] = "RSA";
    jwk["use"] = "sig";
    jwk["alg"] = token_algorithm;
    jwk["kid"] = key.kid();
    jwk["n"] = number_text(key.native(), OSSL_PKEY_PARAM_RSA_N);
    jwk["e"] = number_text(key.native(), OSSL_PKEY_PARAM_RSA_E);
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

// SPDX-License-Identifier: Apache-2.0
#include "jwt/tests/jwk.hpp"

#include "crypto/base64.hpp"
#include "crypto/openssl.hpp"
#include "jwt/pem.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <algorithm>
#include <string>

namespace qc::jwt::testing {

namespace {

namespace json = boost::json;
using Number = crypto::Owned<BIGNUM, BN_free>;
using Builder = crypto::Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = crypto::Owned<OSSL_PARAM, OSSL_PARAM_free>;

std::string text_of(json::object const& jwk, std::string_view name) {
    auto const* const value = jwk.if_contains(name);
    return value == nullptr ? "" : std::string(value->as_string());
}

crypto::Bytes bytes_of(json::object const& jwk, std::string_view name) {
    return crypto::base64url_decode(text_of(jwk, name)).value();
}

std::shared_ptr<EVP_PKEY> from_parameters(char const* type, Builder const& builder) {
    Parameters const parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    crypto::Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> const context(
        EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr)
    );
    EVP_PKEY* key = nullptr;
    crypto::require(
        EVP_PKEY_fromdata_init(context.get()) == 1 &&
            EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1,
        "EVP_PKEY_fromdata"
    );
    return shared(key);
}

std::shared_ptr<EVP_PKEY> rsa(json::object const& jwk) {
    auto const n = bytes_of(jwk, "n");
    auto const e = bytes_of(jwk, "e");
    Number const modulus(BN_bin2bn(n.data(), static_cast<int>(n.size()), nullptr));
    Number const exponent(BN_bin2bn(e.data(), static_cast<int>(e.size()), nullptr));
    Builder const builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    return from_parameters("RSA", builder);
}

bool is_for_verification(json::object const& jwk) {
    if (jwk.contains("use") && text_of(jwk, "use") != "sig") return false;
    auto const* const operations = jwk.if_contains("key_ops");
    return operations == nullptr ||
           std::ranges::find(operations->as_array(), json::value("verify")) !=
               operations->as_array().end();
}

} // namespace

std::optional<PublicKey> key_of(json::object const& jwk) {
    if (!is_for_verification(jwk)) return std::nullopt;
    if (text_of(jwk, "alg") != "RS256") return std::nullopt;
    auto const key = rsa(jwk);
    unsigned char* der = nullptr;
    int const length = i2d_PUBKEY(key.get(), &der);
    crypto::Bytes const spki(der, der + length);
    OPENSSL_free(der);
    return PublicKey::from_der(spki);
}

} // namespace qc::jwt::testing

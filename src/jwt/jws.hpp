// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jwt/public_key.hpp"
#include "jwt/signing_key.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace qc::jwt {

/// Protected header of a JWS. Headers with any other member are refused: none is understood, and
/// some (jwk, jku, x5u) would let a token bring its own key.
struct JoseHeader {
    std::string alg;
    std::optional<std::string> typ;
    std::optional<std::string> kid;
};

struct VerifiedJws {
    JoseHeader header;
    std::string payload;
};

/// The key that a token with this header has to be signed with, or nullptr.
using KeyLookup = std::function<PublicKey const*(JoseHeader const&)>;

/// Compact serialisation (RFC 7515). Empty unless the header is known, `alg` is the algorithm of
/// the key and the signature is right.
[[nodiscard]] std::optional<VerifiedJws>
verify_jws(std::string_view compact, KeyLookup const& lookup);

/// `header` and `payload` are JSON texts.
[[nodiscard]] std::string
sign_jws(std::string_view header, std::string_view payload, SigningKey const& key);

} // namespace qc::jwt

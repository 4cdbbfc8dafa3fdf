// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jwt/public_key.hpp"

#include <span>
#include <string>

namespace qc::jwt {

/// A JWK set (RFC 7517): the body of /.well-known/jwks.json.
[[nodiscard]] std::string jwks_document(std::span<PublicKey const> keys);

} // namespace qc::jwt

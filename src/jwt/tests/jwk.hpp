// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jwt/public_key.hpp"

#include <boost/json/object.hpp>

#include <optional>

namespace qc::jwt::testing {

/// Reads what jwks_document writes. Empty for keys that are not for verification or that
/// src/jwt does not take.
[[nodiscard]] std::optional<PublicKey> key_of(boost::json::object const& jwk);

} // namespace qc::jwt::testing

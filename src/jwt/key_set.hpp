// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jwt/public_key.hpp"
#include "jwt/signing_key.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace qc::jwt {

/// The key that signs and those that verify. Immutable; shared by all workers and replaced as a
/// whole when keys rotate.
class KeySet {
public:
    /// `previous` stay valid for verification.
    explicit KeySet(SigningKey signing, std::vector<PublicKey> previous = {});

    [[nodiscard]] SigningKey const& signing() const noexcept { return signing_; }

    /// nullptr when there is no such key.
    [[nodiscard]] PublicKey const* find(std::string_view kid) const noexcept;

    /// Body of /.well-known/jwks.json.
    [[nodiscard]] std::string const& jwks() const noexcept { return jwks_; }

private:
    SigningKey signing_;
    std::vector<PublicKey> verifying_;
    std::string jwks_;
};

} // namespace qc::jwt

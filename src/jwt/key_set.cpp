// SPDX-License-Identifier: Apache-2.0
#include "jwt/key_set.hpp"

#include "jwt/jwks.hpp"

#include <algorithm>

namespace qc::jwt {

KeySet::KeySet(SigningKey signing, std::vector<PublicKey> previous)
    : signing_(std::move(signing))
    , verifying_{signing_.public_key()} {
    // During a rotation the new key may be named among the previous ones on some instances.
    for (auto& key : previous)
        if (find(key.kid()) == nullptr) verifying_.push_back(std::move(key));
    jwks_ = jwks_document(verifying_);
}

PublicKey const* KeySet::find(std::string_view kid) const noexcept {
    auto const found = std::ranges::find(verifying_, kid, &PublicKey::kid);
    return found == verifying_.end() ? nullptr : &*found;
}

} // namespace qc::jwt

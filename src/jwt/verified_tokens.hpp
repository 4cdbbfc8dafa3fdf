// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/sha256.hpp"
#include "jwt/access_tokens.hpp"

#include <cstddef>
#include <list>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace qc::jwt {

/// Remembers which tokens had a right signature; the least recently used one goes first. Keeps
/// digests, never tokens. One per worker: not for several threads.
class VerifiedTokens {
public:
    /// `tokens` must outlive it; `capacity` is at least 1.
    VerifiedTokens(AccessTokens const& tokens, std::size_t capacity);

    /// The same answers as AccessTokens::verify.
    [[nodiscard]] Verification verify(std::string_view token, Instant now);

    /// Wanted after AccessTokens::replace_keys.
    void clear() noexcept;

    [[nodiscard]] std::size_t size() const noexcept { return places_.size(); }

private:
    struct DigestHash {
        std::size_t operator()(crypto::Digest const& digest) const noexcept;
    };

    using Entry = std::pair<crypto::Digest, AccessClaims>;
    using Entries = std::list<Entry>;

    [[nodiscard]] Verification recall(Entries::iterator entry, Instant now);
    void remember(crypto::Digest const& digest, AccessClaims const& claims);
    void forget(Entries::iterator entry);

    AccessTokens const& tokens_;
    std::size_t capacity_;
    /// Most recently used first.
    Entries entries_;
    std::unordered_map<crypto::Digest, Entries::iterator, DigestHash> places_;
};

} // namespace qc::jwt

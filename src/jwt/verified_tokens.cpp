// SPDX-License-Identifier: Apache-2.0
#include "jwt/verified_tokens.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace qc::jwt {

std::size_t VerifiedTokens::DigestHash::operator()(crypto::Digest const& digest) const noexcept {
    // Any eight bytes of a digest are as good as a hash of it.
    std::size_t hash = 0;
    std::memcpy(&hash, digest.data(), sizeof hash);
    return hash;
}

VerifiedTokens::VerifiedTokens(AccessTokens const& tokens, std::size_t capacity)
    : tokens_(tokens)
    , capacity_(std::max<std::size_t>(capacity, 1)) {}

Verification VerifiedTokens::verify(std::string_view token, Instant now) {
    if (token.size() > max_token_size) return tl::unexpected(TokenRefusal::invalid);
    auto const digest = crypto::sha256(crypto::bytes_of(token));
    auto const place = places_.find(digest);
    if (place != places_.end()) return recall(place->second, now);
    auto verification = tokens_.verify(token, now);
    if (verification) remember(digest, *verification);
    return verification;
}

Verification VerifiedTokens::recall(Entries::iterator entry, Instant now) {
    if (now >= entry->second.expires_at + token_leeway) {
        forget(entry);
        return tl::unexpected(TokenRefusal::expired);
    }
    entries_.splice(entries_.begin(), entries_, entry);
    return entry->second;
}

void VerifiedTokens::remember(crypto::Digest const& digest, AccessClaims const& claims) {
    if (entries_.size() >= capacity_) forget(std::prev(entries_.end()));
    entries_.emplace_front(digest, claims);
    places_.emplace(digest, entries_.begin());
}

void VerifiedTokens::forget(Entries::iterator entry) {
    places_.erase(entry->first);
    entries_.erase(entry);
}

void VerifiedTokens::clear() noexcept {
    places_.clear();
    entries_.clear();
}

} // namespace qc::jwt

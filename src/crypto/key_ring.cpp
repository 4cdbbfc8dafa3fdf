// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_ring.hpp"

#include "crypto/aes_gcm.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/hmac.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace qc::crypto {

namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t id_size = 4;
constexpr std::size_t header_size = 1 + id_size;
constexpr std::size_t key_size = 32;
constexpr std::size_t min_secret_size = 32;

constexpr std::array<std::string_view, key_label_count> label_texts{
    "session-key", "code", "cursor", "mail", "file-url"
};

// One key must not serve two algorithms, so each label has one key for each of them.
Bytes derive_key(std::string_view secret, std::string_view use, std::string_view label) {
    return hkdf_sha256(
        bytes_of(secret), "questcity/" + std::string(use) + "/" + std::string(label), key_size
    );
}

/// The header is authenticated with the rest: a value cannot be passed off as another version.
Bytes bound_to(ByteView header, ByteView associated) {
    Bytes all(header.begin(), header.end());
    all.insert(all.end(), associated.begin(), associated.end());
    return all;
}

} // namespace

KeyRing::KeyRing(std::string_view secret, std::optional<std::string_view> previous)
    : current_(derive(secret)) {
    if (previous) previous_ = derive(*previous);
}

KeyRing::Generation KeyRing::derive(std::string_view secret) {
    if (secret.size() < min_secret_size)
        throw std::invalid_argument("the application secret needs 32 bytes or more");
    Generation generation;
    for (std::size_t i = 0; i < generation.size(); ++i) {
        auto& keys = generation[i];
        keys.sealing = derive_key(secret, "seal", label_texts[i]);
        keys.mac = derive_key(secret, "mac", label_texts[i]);
        auto const digest = sha256(keys.sealing);
        std::copy_n(digest.begin(), id_size, keys.sealing_id.begin());
    }
    return generation;
}

KeyRing::DerivedKeys const& KeyRing::of(Generation const& generation, KeyLabel label) {
    return generation.at(static_cast<std::size_t>(label));
}

KeyRing::DerivedKeys const* KeyRing::with_id(KeyLabel label, ByteView id) const {
    auto const& current = of(current_, label);
    if (std::ranges::equal(current.sealing_id, id)) return &current;
    if (!previous_) return nullptr;
    auto const& previous = of(*previous_, label);
    return std::ranges::equal(previous.sealing_id, id) ? &previous : nullptr;
}

Bytes KeyRing::seal(KeyLabel label, ByteView plaintext, ByteView associated, Random& random) const {
    auto const& keys = of(current_, label);
    Bytes sealed{version};
    sealed.insert(sealed.end(), keys.sealing_id.begin(), keys.sealing_id.end());
    auto const bound = bound_to(sealed, associated);
    auto const box = aes_gcm_seal(keys.sealing, plaintext, bound, random);
    sealed.insert(sealed.end(), box.begin(), box.end());
    return sealed;
}

std::optional<Bytes> KeyRing::open(KeyLabel label, ByteView sealed, ByteView associated) const {
    if (sealed.size() < header_size || sealed.front() != version) return std::nullopt;
    auto const header = sealed.first(header_size);
    auto const* const keys = with_id(label, header.subspan(1));
    if (keys == nullptr) return std::nullopt;
    return aes_gcm_open(keys->sealing, sealed.subspan(header_size), bound_to(header, associated));
}

Digest KeyRing::hmac(KeyLabel label, ByteView message) const {
    return hmac_sha256(of(current_, label).mac, message);
}

bool KeyRing::verify_hmac(KeyLabel label, ByteView message, ByteView mac) const {
    if (constant_time_equal(hmac(label, message), mac)) return true;
    return previous_ && constant_time_equal(hmac_sha256(of(*previous_, label).mac, message), mac);
}

} // namespace qc::crypto

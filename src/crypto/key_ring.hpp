// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "crypto/bytes.hpp"
#include "crypto/sha256.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace qc::crypto {

/// What a derived key is for; a value sealed for one purpose does not open for another.
enum class KeyLabel { session_key, code, cursor, mail, file_url };

inline constexpr std::size_t key_label_count = 5;

/// Keys derived from the application secret, which itself is never used. Immutable; may be
/// shared between threads.
class KeyRing {
public:
    /// Secrets of less than 32 bytes throw std::invalid_argument. `previous` is for reading only.
    explicit KeyRing(
        std::string_view secret, std::optional<std::string_view> previous = std::nullopt
    );

    /// AES-256-GCM: version byte, key id (4), nonce (12), ciphertext, tag (16). `associated` is
    /// not stored, the same bytes are needed for opening.
    [[nodiscard]] Bytes
    seal(KeyLabel label, ByteView plaintext, ByteView associated, Random& random) const;

    /// Empty when the value was changed, made for something else or with an unknown secret.
    [[nodiscard]] std::optional<Bytes>
    open(KeyLabel label, ByteView sealed, ByteView associated) const;

    [[nodiscard]] Digest hmac(KeyLabel label, ByteView message) const;

    /// Accepts codes made with the previous secret too. Constant time.
    [[nodiscard]] bool verify_hmac(KeyLabel label, ByteView message, ByteView mac) const;

private:
    using KeyId = std::array<std::uint8_t, 4>;

    struct DerivedKeys {
        Bytes sealing;
        Bytes mac;
        KeyId sealing_id{};
    };

    using Generation = std::array<DerivedKeys, key_label_count>;

    [[nodiscard]] static Generation derive(std::string_view secret);
    [[nodiscard]] static DerivedKeys const& of(Generation const& generation, KeyLabel label);
    [[nodiscard]] DerivedKeys const* with_id(KeyLabel label, ByteView id) const;

    Generation current_;
    std::optional<Generation> previous_;
};

} // namespace qc::crypto

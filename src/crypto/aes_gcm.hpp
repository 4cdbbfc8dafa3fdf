// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "crypto/bytes.hpp"

#include <optional>

namespace qc::crypto {

/// AES-256-GCM with a random 96-bit nonce: nonce, ciphertext, 16-byte tag. `key` has 32 bytes
/// and seals fewer than 2^32 values.
[[nodiscard]] Bytes
aes_gcm_seal(ByteView key, ByteView plaintext, ByteView associated, Random& random);

/// Empty when the box, the key or `associated` is not what was sealed.
[[nodiscard]] std::optional<Bytes> aes_gcm_open(ByteView key, ByteView box, ByteView associated);

} // namespace qc::crypto

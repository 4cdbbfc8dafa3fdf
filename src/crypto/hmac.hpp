// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/bytes.hpp"
#include "crypto/sha256.hpp"

#include <cstddef>
#include <string_view>

namespace qc::crypto {

/// RFC 2104 with SHA-256.
[[nodiscard]] Digest hmac_sha256(ByteView key, ByteView message);

/// RFC 5869 with SHA-256, no salt, `label` as info. `length` in bytes, at most 8160.
[[nodiscard]] Bytes hkdf_sha256(ByteView secret, std::string_view label, std::size_t length);

} // namespace qc::crypto

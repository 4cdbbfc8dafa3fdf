// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace qc::crypto {

/// RFC 4648 section 4, padded. Decoding is strict: no white space, exact padding, unused bits
/// zero, so every value has one spelling.
[[nodiscard]] std::string base64_encode(ByteView bytes);
[[nodiscard]] std::optional<Bytes> base64_decode(std::string_view text);

/// RFC 4648 section 5 without padding (RFC 7515); as strict.
[[nodiscard]] std::string base64url_encode(ByteView bytes);
[[nodiscard]] std::optional<Bytes> base64url_decode(std::string_view text);

/// Lower case; decoding takes both cases.
[[nodiscard]] std::string hex_encode(ByteView bytes);
[[nodiscard]] std::optional<Bytes> hex_decode(std::string_view text);

} // namespace qc::crypto

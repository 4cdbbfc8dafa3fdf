// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "crypto/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace qc::crypto {

[[nodiscard]] Bytes random_bytes(Random& random, std::size_t count);

/// 100000..999999, each as likely. Throws std::runtime_error when the source cannot be random.
[[nodiscard]] std::int32_t six_digit_code(Random& random);

/// `count` characters of 0-9A-Za-z, each as likely; 43 carry 256 bits. Throws like
/// six_digit_code.
[[nodiscard]] std::string base62_text(Random& random, std::size_t count);

} // namespace qc::crypto

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/bytes.hpp"

namespace qc::crypto {

/// Takes the same time wherever the first difference is; only the lengths may be learned.
[[nodiscard]] bool constant_time_equal(ByteView left, ByteView right);

} // namespace qc::crypto

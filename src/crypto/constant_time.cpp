// SPDX-License-Identifier: Apache-2.0
#include "crypto/constant_time.hpp"

#include <sodium.h>

namespace qc::crypto {

bool constant_time_equal(ByteView left, ByteView right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace qc::crypto

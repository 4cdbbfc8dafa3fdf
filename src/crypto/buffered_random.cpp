// SPDX-License-Identifier: Apache-2.0
#include "crypto/buffered_random.hpp"

#include <algorithm>

namespace qc::crypto {

void BufferedRandom::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        if (used_ == block_.size()) {
            source_.fill(block_);
            used_ = 0;
        }
        auto const taken = std::min(bytes.size(), block_.size() - used_);
        std::copy_n(block_.begin() + static_cast<std::ptrdiff_t>(used_), taken, bytes.begin());
        used_ += taken;
        bytes = bytes.subspan(taken);
    }
}

} // namespace qc::crypto

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"

#include <array>
#include <cstddef>

namespace qc::crypto {

/// Reads a source in blocks, because every answer needs some bytes and each read of the kernel's
/// generator is a system call. What waits in the block is not wiped: for ids, not for secrets.
/// Belongs to one thread; `source` outlives it.
class BufferedRandom final : public Random {
public:
    explicit BufferedRandom(Random& source) : source_(source) {}

    void fill(std::span<std::uint8_t> bytes) override;

private:
    Random& source_;
    std::array<std::uint8_t, 4096> block_{};
    std::size_t used_ = block_.size();
};

} // namespace qc::crypto

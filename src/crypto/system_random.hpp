// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"

namespace qc::crypto {

/// The kernel's generator (getrandom). Without state: one object may serve several threads.
class SystemRandom final : public Random {
public:
    /// Throws std::system_error when the kernel gives no bytes.
    void fill(std::span<std::uint8_t> bytes) override;
};

} // namespace qc::crypto

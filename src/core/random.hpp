// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/uuid.hpp"

#include <cstdint>
#include <span>

namespace qc {

/// Where unpredictable bytes come from (crypto::SystemRandom in production).
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    [[nodiscard]] Uuid uuid() {
        Uuid::Bytes bytes{};
        fill(bytes);
        return Uuid::from_random(bytes);
    }
};

} // namespace qc

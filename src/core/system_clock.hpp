// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"

namespace qc {

/// The machine's clocks. Only composition roots may see this header.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override {
        return std::chrono::time_point_cast<std::chrono::microseconds>(
            std::chrono::system_clock::now()
        );
    }

    [[nodiscard]] Steady steady() const override { return std::chrono::steady_clock::now(); }
};

} // namespace qc

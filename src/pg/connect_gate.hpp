// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "pg/options.hpp"

#include <algorithm>
#include <chrono>

namespace qc::pg {

/// After a failed connect everybody is refused at once for a while, instead of waiting for the
/// connect timeout one after the other.
class ConnectGate {
public:
    ConnectGate(Clock const& clock, DatabaseOptions const& options)
        : clock_(clock)
        , first_pause_(options.reconnect_pause)
        , longest_pause_(options.reconnect_pause_max) {}

    /// Zero when connecting may be tried now.
    [[nodiscard]] std::chrono::milliseconds remaining() const {
        auto const left = closed_until_ - clock_.steady();
        return std::max(
            std::chrono::milliseconds{0}, std::chrono::ceil<std::chrono::milliseconds>(left)
        );
    }

    void failed() {
        pause_ = pause_.count() == 0 ? first_pause_ : std::min(longest_pause_, 2 * pause_);
        closed_until_ = clock_.steady() + pause_;
    }

    void succeeded() {
        pause_ = std::chrono::milliseconds{0};
        closed_until_ = {};
    }

private:
    Clock const& clock_;
    std::chrono::milliseconds first_pause_;
    std::chrono::milliseconds longest_pause_;
    std::chrono::milliseconds pause_{0};
    Clock::Steady closed_until_{};
};

} // namespace qc::pg

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "health/application/ports.hpp"
#include "resilience/circuit_breaker.hpp"

#include <vector>

namespace qc::app {

/// The breakers that health documents show. None stands before the database: its connections
/// pause by themselves.
class ShownBreakers final : public health::Breakers {
public:
    /// Before workers run. The breaker outlives this.
    void add(resilience::CircuitBreaker const& breaker) { breakers_.push_back(&breaker); }

    [[nodiscard]] std::vector<health::BreakerMetrics> all() const override;

private:
    std::vector<resilience::CircuitBreaker const*> breakers_;
};

} // namespace qc::app

// SPDX-License-Identifier: Apache-2.0
#include "resilience/rate_limits.hpp"

#include <utility>

namespace qc::resilience {

Task<Decision> take_one(RateLimits& limits, RateClass rate_class, std::string key) {
    Draw const draw{&rate_class, std::move(key)};
    auto const decisions = co_await limits.take(std::span(&draw, 1));
    co_return decisions.back();
}

Task<std::vector<Decision>> LocalRateLimits::take(std::span<Draw const> draws) {
    std::vector<Decision> decisions;
    decisions.reserve(draws.size());
    for (auto const& draw : draws) {
        decisions.push_back(limiter_.take(*draw.rate_class, draw.key, draw.cost));
        if (!decisions.back().allowed) break;
    }
    co_return decisions;
}

void LocalRateLimits::refund(Draw const& draw) noexcept {
    limiter_.refund(*draw.rate_class, draw.key, draw.cost);
}

} // namespace qc::resilience

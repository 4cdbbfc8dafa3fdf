// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "resilience/rate_limiter.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace qc::resilience {

/// One withdrawal from one bucket. The class outlives the call that gets the draw.
struct Draw {
    RateClass const* rate_class;
    std::string key;
    std::uint64_t cost = 1;
};

/// Rate limits as requests meet them: in this process or shared by all instances. Belongs to one
/// worker. Answers also when the place of sharing does not: at the same rates, never open.
class RateLimits {
public:
    virtual ~RateLimits() = default;

    /// Takes in order and stops at the first refusal, which is then the last decision. `draws`
    /// outlive the task.
    [[nodiscard]] virtual Task<std::vector<Decision>> take(std::span<Draw const> draws) = 0;

    /// Undoes a take as well as it can, without waiting.
    virtual void refund(Draw const& draw) noexcept = 0;
};

[[nodiscard]] Task<Decision> take_one(RateLimits& limits, RateClass rate_class, std::string key);

/// The buckets of this process alone; workers may share the limiter.
class LocalRateLimits final : public RateLimits {
public:
    explicit LocalRateLimits(RateLimiter& limiter) : limiter_(limiter) {}

    [[nodiscard]] Task<std::vector<Decision>> take(std::span<Draw const> draws) override;
    void refund(Draw const& draw) noexcept override;

private:
    RateLimiter& limiter_;
};

} // namespace qc::resilience

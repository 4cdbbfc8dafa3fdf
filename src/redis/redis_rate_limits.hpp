// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "redis/client.hpp"
#include "resilience/rate_limits.hpp"

#include <string>

namespace qc::redis {

/// Buckets shared by all instances, one round trip a call. The process counts everything too: it
/// refuses a flood by itself, and knows what was taken when Redis does not answer.
class RedisRateLimits final : public resilience::RateLimits {
public:
    /// Everything outlives the limits; `observer` may be null.
    RedisRateLimits(Client& client, resilience::RateLimiter& local, Observer* observer);

    [[nodiscard]] Task<std::vector<resilience::Decision>>
    take(std::span<resilience::Draw const> draws) override;

    void refund(resilience::Draw const& draw) noexcept override;

private:
    [[nodiscard]] Command
    command(std::span<resilience::Draw const> draws, int sign, bool whole_script) const;
    [[nodiscard]] Task<std::optional<Reply>> ask(std::span<resilience::Draw const> draws);
    void tell(std::span<resilience::Draw const> draws, int sign);

    Client& client_;
    resilience::LocalRateLimits local_;
    Observer* observer_;
    std::string const script_name_;
};

} // namespace qc::redis

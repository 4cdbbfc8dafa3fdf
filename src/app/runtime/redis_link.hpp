// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/runtime/process_parts.hpp"
#include "health/application/ports.hpp"
#include "redis/client.hpp"
#include "resilience/rate_limits.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace qc::app {

/// The connection of one worker to Redis, if there is one, and the limits shared through it.
class RedisLink {
public:
    RedisLink(ProcessParts& process, boost::asio::any_io_executor const& executor);

    /// Connects; what never starts has its limits all the same.
    void start();

    [[nodiscard]] resilience::RateLimits& rate_limits() { return *rate_limits_; }

    /// Null without Redis.
    [[nodiscard]] redis::Client* client() { return client_ ? &*client_ : nullptr; }

    /// What health checks ask; empty without Redis.
    [[nodiscard]] std::vector<health::Dependency> dependencies();

private:
    std::optional<redis::Options> probed_;
    std::optional<redis::Client> client_;
    std::unique_ptr<resilience::RateLimits> rate_limits_;
};

[[nodiscard]] redis::Options redis_options(Settings const& settings, redis::Observer* observer);

} // namespace qc::app

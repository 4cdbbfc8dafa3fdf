// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/redis_link.hpp"

#include "redis/redis_rate_limits.hpp"
#include "redis/wire.hpp"

#include <utility>

namespace qc::app {
namespace {

/// Over a new connection: one that is being made anew says nothing about the server.
Task<bool> answers(redis::Options options) {
    try {
        co_await redis::probe(std::move(options));
    } catch (std::exception const&) {
        co_return false;
    }
    co_return true;
}

} // namespace

redis::Options redis_options(Settings const& settings, redis::Observer* observer) {
    auto options = settings.limits.redis;
    options.address = settings.redis.value();
    options.observer = observer;
    return options;
}

RedisLink::RedisLink(ProcessParts& process, boost::asio::any_io_executor const& executor) {
    if (!process.settings.redis) {
        rate_limits_ = std::make_unique<resilience::LocalRateLimits>(process.limiter);
        return;
    }
    probed_ = redis_options(process.settings, nullptr);
    redis::ClientServices const services{executor, process.random, process.redis_breaker};
    client_.emplace(services, redis_options(process.settings, &process.redis_observer));
    rate_limits_ = std::make_unique<redis::RedisRateLimits>(
        *client_, process.limiter, &process.redis_observer
    );
}

void RedisLink::start() {
    if (client_) client_->start();
}

std::vector<health::Dependency> RedisLink::dependencies() {
    if (!probed_) return {};
    return {{"redis", [options = *probed_] { return answers(options); }}};
}

} // namespace qc::app

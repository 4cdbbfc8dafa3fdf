// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/redis_link.hpp"

#include "redis/redis_rate_limits.hpp"

#include <utility>

namespace qc::app {
namespace {

bool is_pong(redis::Reply const& reply) {
    return reply.kind == redis::Reply::Kind::status && reply.text == "PONG";
}

Task<bool> answers(redis::Client& client) {
    redis::Command ping{"PING"};
    redis::ReplyCheck check(is_pong);
    auto const reply = co_await client.ask(std::move(ping), std::move(check));
    co_return reply.has_value();
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
    if (!client_) return {};
    return {{"redis", [this] { return answers(*client_); }}};
}

} // namespace qc::app

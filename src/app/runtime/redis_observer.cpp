// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/redis_observer.hpp"

#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"

namespace qc::app {
namespace {

void log_link(
    telemetry::Level level, std::string_view message, std::string_view link, std::string_view why
) {
    telemetry::Fields fields;
    fields.add("labels.link", link);
    if (!why.empty()) fields.add(telemetry::ecs::error_message, why);
    auto const action = why.empty() ? telemetry::Action::business : telemetry::Action::error;
    telemetry::log(level, action, message, fields);
}

} // namespace

RedisObserver::RedisObserver(telemetry::Metrics& metrics)
    : metrics_(metrics)
    , fallbacks_(metrics.redis_fallbacks()) {}

void RedisObserver::connected(std::string_view link) noexcept {
    failing_ = false;
    refusing_ = false;
    change(link, 1);
    log_link(telemetry::Level::info, "Connected to Redis", link, {});
}

void RedisObserver::lost(std::string_view link, std::string_view why) noexcept {
    metrics_.redis_error("lost");
    change(link, -1);
    log_link(telemetry::Level::warning, "A connection to Redis was lost", link, why);
}

void RedisObserver::failed(std::string_view link, std::string_view why) noexcept {
    metrics_.redis_error("connect");
    if (failing_.exchange(true)) return;
    log_link(telemetry::Level::warning, "Connecting to Redis failed", link, why);
}

void RedisObserver::refused(std::string_view code) noexcept {
    metrics_.redis_error("refused");
    if (refusing_.exchange(true)) return;
    log_link(telemetry::Level::warning, "Redis refuses commands", "commands", code);
}

void RedisObserver::fell_back() noexcept {
    fallbacks_.increment();
}

void RedisObserver::change(std::string_view link, double by) {
    metrics_.redis_connections(link).add(by);
}

} // namespace qc::app

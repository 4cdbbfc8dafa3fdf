// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "redis/options.hpp"
#include "telemetry/metrics.hpp"

#include <atomic>

namespace qc::app {

/// Counts and logs what happens to the connections of all workers; safe from any thread. Of an
/// outage, or of commands refused over one connection, one line tells.
class RedisObserver final : public redis::Observer {
public:
    explicit RedisObserver(telemetry::Metrics& metrics);

    void connected(std::string_view link) noexcept override;
    void lost(std::string_view link, std::string_view why) noexcept override;
    void failed(std::string_view link, std::string_view why) noexcept override;
    void refused(std::string_view code) noexcept override;
    void fell_back() noexcept override;

private:
    void change(std::string_view link, double by);

    telemetry::Metrics& metrics_;
    telemetry::Counter fallbacks_;
    std::atomic<bool> failing_ = false;
    std::atomic<bool> refusing_ = false;
};

} // namespace qc::app

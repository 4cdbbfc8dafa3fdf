// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/observer.hpp"
#include "telemetry/metrics.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace qc::app {

/// Counts and logs what the database layer of one worker does.
class DatabaseObserver final : public pg::Observer {
public:
    DatabaseObserver(telemetry::Metrics& metrics, std::size_t worker);

    void statement_finished(
        pg::Statement const& statement, std::chrono::nanoseconds duration, std::string_view sqlstate
    ) override;
    void pool_changed(std::string_view pool, std::size_t in_use, std::size_t waiting) override;
    void connect_failed(std::string_view pool, std::string_view why) override;
    void connection_lost(std::string_view pool, std::string_view why) override;

private:
    telemetry::Timing& timing_of(pg::Statement const& statement);

    telemetry::Metrics& metrics_;
    telemetry::Gauge in_use_;
    std::unordered_map<std::string_view, std::size_t> in_use_by_pool_;
    /// Statements are constants, so their names identify them for ever.
    std::unordered_map<char const*, telemetry::Timing> timings_;
};

} // namespace qc::app

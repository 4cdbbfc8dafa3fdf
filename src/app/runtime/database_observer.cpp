// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/database_observer.hpp"

#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"

namespace qc::app {
namespace {

constexpr std::chrono::milliseconds slow_statement{200};

void log_statement(
    pg::Statement const& statement, std::chrono::nanoseconds duration, bool ok, bool slow
) {
    telemetry::Fields fields;
    fields.add(telemetry::ecs::statement, statement.name)
        .add(telemetry::ecs::event_duration, duration)
        .add(telemetry::ecs::event_outcome, ok ? "success" : "failure");
    telemetry::log(
        slow ? telemetry::Level::info : telemetry::Level::debug,
        telemetry::Action::database_query,
        slow ? "Slow statement" : "Statement",
        fields
    );
}

void log_trouble(std::string_view message, std::string_view pool, std::string_view why) {
    telemetry::Fields fields;
    fields.add("labels.pool", pool).add(telemetry::ecs::error_message, why);
    telemetry::log(telemetry::Level::warning, telemetry::Action::error, message, fields);
}

} // namespace

DatabaseObserver::DatabaseObserver(telemetry::Metrics& metrics, std::size_t worker)
    : metrics_(metrics)
    , in_use_(metrics.pool_in_use(worker)) {}

telemetry::Timing& DatabaseObserver::timing_of(pg::Statement const& statement) {
    auto const found = timings_.find(statement.name.data());
    if (found != timings_.end()) return found->second;
    return timings_.emplace(statement.name.data(), metrics_.statement(statement.name))
        .first->second;
}

void DatabaseObserver::statement_finished(
    pg::Statement const& statement, std::chrono::nanoseconds duration, std::string_view sqlstate
) {
    timing_of(statement).observe(duration);
    bool const ok = sqlstate.empty();
    if (!ok) metrics_.database_error(sqlstate);
    bool const slow = duration >= slow_statement;
    if (slow || telemetry::logs(telemetry::Level::debug)) {
        log_statement(statement, duration, ok, slow);
    }
}

void DatabaseObserver::pool_changed(std::string_view pool, std::size_t in_use, std::size_t) {
    auto& before = in_use_by_pool_[pool];
    in_use_.add(static_cast<double>(in_use) - static_cast<double>(before));
    before = in_use;
}

void DatabaseObserver::connect_failed(std::string_view pool, std::string_view why) {
    metrics_.database_error("08001");
    log_trouble("Connecting to the database failed", pool, why);
}

void DatabaseObserver::connection_lost(std::string_view pool, std::string_view why) {
    metrics_.database_error("08006");
    log_trouble("A connection to the database was lost", pool, why);
}

} // namespace qc::app

// SPDX-License-Identifier: Apache-2.0
#include "health/application/checks.hpp"

namespace qc::health {

Task<void> CheckDatabase::operator()() {
    auto const started = clock_.steady();
    auto const finding = co_await inspection_.look();
    telemetry::HealthCheck check;
    check.passed = finding.database_answers;
    check.response_time =
        std::chrono::duration_cast<std::chrono::microseconds>(clock_.steady() - started);
    check.at = clock_.now();
    if (!check.passed) check.error = "The database does not answer.";
    monitor_.record("database", check);
}

Task<void> CheckDependency::operator()() {
    auto const started = clock_.steady();
    telemetry::HealthCheck check;
    check.passed = co_await dependency_.answers();
    check.response_time =
        std::chrono::duration_cast<std::chrono::microseconds>(clock_.steady() - started);
    check.at = clock_.now();
    if (!check.passed) check.error = "The service does not answer.";
    monitor_.record(dependency_.name, check);
}

Task<AskReadiness::Answer> AskReadiness::operator()() {
    if (readiness_.is_stale(clock_.steady())) {
        readiness_.begin_look(clock_.steady());
        auto const finding = co_await inspection_.look();
        readiness_.record(finding);
    }
    bool const ready = readiness_.is_ready() && !life_.is_shutting_down();
    co_return Answer{ready, readiness_.finding().database_answers};
}

} // namespace qc::health

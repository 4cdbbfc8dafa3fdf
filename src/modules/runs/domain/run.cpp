// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/run.hpp"

#include "runs/domain/errors.hpp"

#include <algorithm>
#include <array>

namespace qc::runs {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

constexpr days max_age{30};
constexpr days max_pause{7};

constexpr std::array<std::pair<RunStatus, std::string_view>, 5> status_names{{
    {RunStatus::active, "active"},
    {RunStatus::paused, "paused"},
    {RunStatus::finished, "finished"},
    {RunStatus::abandoned, "abandoned"},
    {RunStatus::expired, "expired"},
}};

Error not_in(Run const& run, std::vector<std::string> allowed) {
    return wrong_state(name_of(run.status), std::move(allowed));
}

} // namespace

std::string_view name_of(RunStatus status) {
    return status_names[static_cast<std::size_t>(status)].second;
}

std::optional<RunStatus> run_status_named(std::string_view name) {
    for (auto const& [status, text] : status_names) {
        if (text == name) return status;
    }
    return std::nullopt;
}

Instant expiry(Run const& run, TimeframeHours timeframe_h) {
    Instant const oldest = run.started_at + max_age;
    seconds const paused_time{run.paused_seconds};
    if (run.paused_at) return std::min(oldest, *run.paused_at + (max_pause - paused_time));
    if (!timeframe_h) return oldest;
    return std::min(oldest, run.started_at + hours{*timeframe_h} + paused_time);
}

Run as_of(Run run, Instant now) {
    bool const unfinished = run.status == RunStatus::active || run.status == RunStatus::paused;
    if (!unfinished || !run.expires_at || now < *run.expires_at) return run;
    run.status = RunStatus::expired;
    run.finished_at = run.expires_at;
    return run;
}

seconds active_time(Run const& run, Instant now) {
    auto const end = run.paused_at ? *run.paused_at : run.finished_at.value_or(now);
    auto const whole = std::chrono::floor<seconds>(end - run.started_at);
    return std::max(seconds{0}, whole - seconds{run.paused_seconds});
}

Result<Run> paused(Run run, Instant now, TimeframeHours timeframe_h) {
    QC_CHECK_NOW(require_active(run));
    run.status = RunStatus::paused;
    run.paused_at = now;
    run.expires_at = expiry(run, timeframe_h);
    return run;
}

Result<Run> resumed(Run run, Instant now, TimeframeHours timeframe_h) {
    if (run.status != RunStatus::paused) return not_in(run, {"paused"});
    auto const pause = std::chrono::floor<seconds>(now - *run.paused_at);
    run.status = RunStatus::active;
    run.paused_seconds += static_cast<std::int32_t>(pause.count());
    run.paused_at = std::nullopt;
    run.expires_at = expiry(run, timeframe_h);
    return run;
}

Result<Run> abandoned(Run run, Instant now) {
    bool const unfinished = run.status == RunStatus::active || run.status == RunStatus::paused;
    if (!unfinished) return not_in(run, {"active", "paused"});
    run.status = RunStatus::abandoned;
    run.finished_at = now;
    return run;
}

Result<Nothing> require_active(Run const& run) {
    if (run.status == RunStatus::active) return nothing;
    return not_in(run, {"active"});
}

} // namespace qc::runs

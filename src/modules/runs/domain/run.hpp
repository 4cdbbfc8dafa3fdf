// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace qc::runs {

inline constexpr std::int64_t max_unfinished_runs = 5;

enum class RunStatus { active, paused, finished, abandoned, expired };

[[nodiscard]] std::string_view name_of(RunStatus status);
[[nodiscard]] std::optional<RunStatus> run_status_named(std::string_view name);

/// One playthrough (domain.md 3).
struct Run {
    RunId id;
    QuestId quest;
    std::int32_t version = 1;
    UserId owner;
    RunStatus status = RunStatus::active;
    std::optional<PointId> current_point;
    Instant started_at;
    std::optional<Instant> paused_at;
    std::int32_t paused_seconds = 0;
    std::optional<Instant> finished_at;
    std::optional<Instant> expires_at;
    std::int32_t score = 0;
    bool answers_revealed = false;
};

using TimeframeHours = std::optional<std::int16_t>;

/// When the run expires if nothing happens any more: active time used up, or paused for 7 days in
/// total, or 30 days old.
[[nodiscard]] Instant expiry(Run const& run, TimeframeHours timeframe_h);

/// The run as it is at `now`: one that is overdue has expired, whether or not a sweeper saw it.
[[nodiscard]] Run as_of(Run run, Instant now);

/// Without pauses, up to the end or `now`.
[[nodiscard]] std::chrono::seconds active_time(Run const& run, Instant now);

// The transitions take runs as_of(now) and refuse with INVALID_STATE.
[[nodiscard]] Result<Run> paused(Run run, Instant now, TimeframeHours timeframe_h);
[[nodiscard]] Result<Run> resumed(Run run, Instant now, TimeframeHours timeframe_h);
[[nodiscard]] Result<Run> abandoned(Run run, Instant now);
[[nodiscard]] Result<Nothing> require_active(Run const& run);

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace qc {

/// A point in time, UTC, with the precision that PostgreSQL keeps.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// Where time comes from: wall time for what is stored and shown, steady time for intervals.
class Clock {
public:
    using Steady = std::chrono::steady_clock::time_point;

    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual Steady steady() const = 0;
};

/// RFC 3339 in UTC with microseconds: 2026-01-31T09:15:00.123456Z.
[[nodiscard]] std::string to_rfc3339(Instant instant);

/// Any RFC 3339 offset; a value without offset is UTC; digits past microseconds are cut off.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

/// Seconds since 1970 with fraction, as health documents show time.
[[nodiscard]] double unix_seconds(Instant instant);

} // namespace qc

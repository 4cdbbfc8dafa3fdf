// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

namespace qc::authentication {

struct SessionRules {
    std::chrono::seconds idle = std::chrono::days{30};
    std::chrono::seconds absolute = std::chrono::days{180};
    std::chrono::seconds staff_idle = std::chrono::hours{12};
    std::chrono::seconds staff_absolute = std::chrono::days{7};
    /// A token whose answer was lost gets the same successor again for so long.
    std::chrono::seconds repeat_window{10};
    int max_per_user = 10;

    [[nodiscard]] std::chrono::seconds idle_for(std::int16_t role) const {
        return role >= 1 ? std::min(idle, staff_idle) : idle;
    }

    [[nodiscard]] std::chrono::seconds absolute_for(std::int16_t role) const {
        return role >= 1 ? std::min(absolute, staff_absolute) : absolute;
    }
};

/// What of a session decides about a refresh token.
struct SessionState {
    std::int32_t generation = 1;
    Instant rotated_at;
    Instant idle_expires_at;
    Instant expires_at;
    std::optional<Instant> revoked_at;

    [[nodiscard]] Instant ends_at() const { return std::min(idle_expires_at, expires_at); }
};

enum class Presented { current, repeated, reused, unknown, expired };

/// What a token of `generation`, whose MAC is right, means at `now`.
[[nodiscard]] inline Presented classify(
    SessionState const& session, std::int32_t generation, Instant now, SessionRules const& rules
) {
    if (session.revoked_at || generation > session.generation || generation < 1)
        return Presented::unknown;
    if (session.ends_at() <= now) return Presented::expired;
    if (generation == session.generation) return Presented::current;
    bool const just_rotated =
        generation == session.generation - 1 && now - session.rotated_at <= rules.repeat_window;
    return just_rotated ? Presented::repeated : Presented::reused;
}

} // namespace qc::authentication

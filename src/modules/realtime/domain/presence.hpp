// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace qc::realtime {

/// A connection counts while it was heard of in this time.
inline constexpr std::chrono::seconds presence_traffic_window{60};
/// Going offline is told so much later, unless it is set otherwise.
inline constexpr std::chrono::seconds presence_grace{30};
/// How often an online user is told again, for those who missed it.
inline constexpr std::chrono::seconds presence_refresh{60};
/// What was not told again for so long counts no more: its instance has died.
inline constexpr std::chrono::seconds presence_lifetime{150};

/// Whether one worker tells everybody that a user is online with it.
class PresenceState {
public:
    explicit PresenceState(Clock::Steady::duration grace = presence_grace) : grace_(grace) {}

    enum class Seen {
        /// No connection with traffic.
        absent,
        present,
        /// Connected, but wants to be shown as away.
        away,
    };

    /// True or false: tell it now. Nullopt: nothing to tell.
    [[nodiscard]] std::optional<bool> observe(Seen seen, Clock::Steady now);

    /// Told as online, or may still become so.
    [[nodiscard]] bool told_online() const noexcept { return online_; }

private:
    Clock::Steady::duration grace_;
    bool online_ = false;
    std::optional<Clock::Steady> absent_since_;
    Clock::Steady told_at_{};
};

/// What all workers and instances have told; each is known by its number.
class PresenceBoard {
public:
    struct Told {
        UserId user;
        std::int64_t source = 0;
        bool online = false;
    };

    /// True when this changes whether the user is online.
    [[nodiscard]] bool hear(Told const& told, Clock::Steady now);

    [[nodiscard]] bool online(UserId user) const { return users_.contains(user); }

    [[nodiscard]] std::size_t size() const noexcept { return users_.size(); }

    /// Users who went offline because nobody speaks for them any more.
    [[nodiscard]] std::vector<UserId> expire(Clock::Steady now);

private:
    /// Of the sources for which he is online.
    using HeardAt = std::map<std::int64_t, Clock::Steady>;

    std::unordered_map<UserId, HeardAt> users_;
};

/// lastSeenAt has the precision of a minute.
[[nodiscard]] inline Instant to_minute(Instant instant) {
    return std::chrono::floor<std::chrono::minutes>(instant);
}

} // namespace qc::realtime

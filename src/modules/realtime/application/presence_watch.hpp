// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/signals.hpp"
#include "realtime/application/chat_rooms.hpp"
#include "realtime/application/ports.hpp"
#include "realtime/domain/presence.hpp"
#include "resilience/lru.hpp"

namespace qc::realtime {

/// Who is online: tells the others about the users of this worker and its own clients about
/// everybody. Best effort.
class PresenceWatch {
public:
    struct Services {
        ChatRooms& rooms;
        RealtimeQueries& queries;
        live::Signals& signals;
        Wire const& wire;
        Clock const& clock;
        std::chrono::seconds offline_after;
        /// Tells workers and instances apart.
        std::int64_t source;
    };

    explicit PresenceWatch(Services const& services);

    /// What one user's connections here amount to.
    void observe(UserId user, PresenceState::Seen seen);

    /// Looks at the users who were not observed since the last call, and at what is out of date.
    void end_round();

    void hear(live::Signal const& signal);

    [[nodiscard]] Task<std::vector<PresenceView>> of_chat(ChatId chat);

private:
    struct Local {
        explicit Local(PresenceState const& begin) : state(begin) {}

        PresenceState state;
        bool seen_in_round = false;
    };

    void say(UserId user, bool online);
    void announce(UserId user);
    [[nodiscard]] PresenceView view(UserId user);

    Services with_;
    std::unordered_map<UserId, Local> local_;
    PresenceBoard board_;
    resilience::Lru<UserId, Instant> last_online_;
};

} // namespace qc::realtime

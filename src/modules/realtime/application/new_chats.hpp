// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "realtime/application/ports.hpp"

namespace qc::realtime {

/// Finds chats that have come into being, for connected users whose signal was lost.
class NewChats {
public:
    /// Both outlive it.
    NewChats(RealtimeQueries& queries, Clock const& clock) : queries_(queries), clock_(clock) {}

    /// Who takes part in the chats of the last seconds; each chat is shown several times. The
    /// first call only finds out where to begin.
    [[nodiscard]] Task<std::vector<std::pair<ChatId, UserId>>> look();

private:
    RealtimeQueries& queries_;
    Clock const& clock_;
    /// Chats up to this one have been looked at for long enough.
    std::optional<ChatId> settled_;
    /// The newest one at `noted_at_`, and now.
    ChatId noted_;
    ChatId newest_;
    Clock::Steady noted_at_{};
};

} // namespace qc::realtime

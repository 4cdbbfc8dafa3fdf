// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qc::realtime {

/// Whom a credential stands for, and how long.
struct Admitted {
    access::Caller caller;
    /// `exp` of the access token.
    Instant expires_at;
};

/// Knows callers as the HTTP routes do. An inactive one is a success here.
class Callers {
public:
    virtual ~Callers() = default;

    /// Refuses with the 401 codes of the contract.
    [[nodiscard]] virtual Task<Result<Admitted>> authenticate(std::string token) = 0;

    /// Who somebody is now. Refuses with SESSION_REVOKED.
    [[nodiscard]] virtual Task<Result<access::Caller>> look_up(UserId user, SessionId session) = 0;
};

using TicketHash = std::array<std::uint8_t, 32>;

class TicketStore {
public:
    virtual ~TicketStore() = default;
    [[nodiscard]] virtual Task<void> add(TicketHash hash, UserId user, Instant expires_at) = 0;

    /// Removes it; nullopt when there is none or it is past its time.
    [[nodiscard]] virtual Task<std::optional<UserId>> take(TicketHash hash, Instant now) = 0;
    [[nodiscard]] virtual Task<void> remove_expired(Instant now) = 0;
};

/// A chat of somebody, as seen from a moment in the past.
struct ChatPosition {
    ChatId chat;
    /// What came since has a higher number.
    std::int64_t seq = 0;
    std::int64_t last_seq = 0;
};

class RealtimeQueries {
public:
    virtual ~RealtimeQueries() = default;

    /// Of all chats he takes part in, or of `only`. Nothing from before he joined counts.
    [[nodiscard]] virtual Task<std::vector<ChatPosition>>
    positions(UserId user, Instant since, std::optional<ChatId> only) = 0;
    /// Chat 0 when there is none.
    [[nodiscard]] virtual Task<ChatId> newest_chat() = 0;
    /// Who takes part in chats with a higher number, lowest numbers first; beyond 10,000 only to
    /// the end of a chat.
    [[nodiscard]] virtual Task<std::vector<std::pair<ChatId, UserId>>>
    participants_after(ChatId chat) = 0;
    [[nodiscard]] virtual Task<std::int64_t> unread_notifications(UserId user) = 0;
    [[nodiscard]] virtual Task<bool> takes_part(RunId run, UserId user) = 0;
    /// All for whom takes_part() holds.
    [[nodiscard]] virtual Task<std::vector<UserId>> players(RunId run) = 0;

    /// When a session of these users was used last; users without one are left out.
    [[nodiscard]] virtual Task<std::vector<std::pair<UserId, Instant>>>
    last_used(std::vector<UserId> users) = 0;
};

} // namespace qc::realtime

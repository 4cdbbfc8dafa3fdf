// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/code_purpose.hpp"
#include "authentication/application/settings.hpp"
#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <optional>
#include <string>
#include <vector>

namespace qc::authentication {

using Bytes = std::vector<std::uint8_t>;

/// Where a request comes from, as its session remembers it.
struct Origin {
    std::optional<std::string> device;
    std::optional<std::string> user_agent;
    /// Empty when it is no IP address.
    std::string address;
    /// What failures are counted by: what one client commands, of IPv6 a /64.
    std::string network;
};

struct NewSession {
    SessionId id;
    UserId user;
    /// Sealed.
    Bytes token_key;
    Origin origin;
    Instant now;
    Instant idle_expires_at;
    Instant expires_at;
};

struct StoredSession {
    SessionId id;
    UserId user;
    Bytes token_key;
    SessionState state;
    std::int16_t role = 0;
    bool user_is_active = true;
};

struct SessionView {
    SessionId id;
    std::optional<std::string> device;
    std::optional<std::string> user_agent;
    std::optional<std::string> address;
    Instant created_at;
    Instant last_used_at;
    Instant expires_at;
};

/// Session and user row, as rights are decided by.
struct LiveSession {
    UserId user_id;
    std::optional<Instant> revoked_at;
    Instant ends_at;
    std::int16_t role = 0;
    bool is_active = true;
    bool is_verified = false;
    bool can_edit_quests = false;
    bool can_lock_users = false;
};

class SessionStore {
public:
    virtual ~SessionStore() = default;
    virtual Task<void> add(Transaction& transaction, NewSession session) = 0;
    /// Ends all but the newest `kept` sessions.
    virtual Task<void> trim(Transaction& transaction, UserId user, int kept, Instant now) = 0;
    /// Locked FOR UPDATE.
    virtual Task<std::optional<StoredSession>> lock(Transaction& transaction, SessionId id) = 0;
    virtual Task<void>
    advance(Transaction& transaction, SessionId id, Instant now, Instant idle_expires_at) = 0;
    /// False when this user has no such live session.
    virtual Task<bool>
    revoke(Transaction& transaction, UserId user, SessionId id, std::string reason) = 0;
    virtual Task<void> revoke_all(
        Transaction& transaction, UserId user, std::optional<SessionId> keep, std::string reason
    ) = 0;
    virtual Task<std::vector<SessionView>> list(UserId user, Instant now) = 0;
    virtual Task<std::optional<LiveSession>> find_live(SessionId id) = 0;
};

struct NewCode {
    std::string email;
    CodePurpose purpose;
    UserId user;
    Bytes hash;
    Instant now;
    Instant expires_at;
};

struct StoredCode {
    std::int32_t id = 0;
    Bytes hash;
    UserId user;
    Instant expires_at;
};

/// Code mails to one address; `last` of the purpose that was asked for.
struct SentCodes {
    std::optional<Instant> last;
    std::int64_t last_hour = 0;
    std::int64_t last_day = 0;
};

class CodeStore {
public:
    virtual ~CodeStore() = default;
    /// Replaces the code of the address and purpose; for a change that of the user.
    virtual Task<void> put(Transaction& transaction, NewCode code) = 0;
    /// Counts a try in a transaction of its own, before anybody compares. Nullopt when there is
    /// no code or it had all its tries.
    virtual Task<std::optional<StoredCode>>
    count_try(std::string email, CodePurpose purpose, int max_attempts) = 0;
    virtual Task<std::optional<StoredCode>> count_change_try(UserId user, int max_attempts) = 0;
    /// False when the code was used or replaced meanwhile.
    virtual Task<bool> consume(Transaction& transaction, StoredCode code) = 0;
    virtual Task<void> remove_outdated(Transaction& transaction, UserId user) = 0;
    virtual Task<SentCodes>
    sent(Transaction& transaction, std::string email, CodePurpose purpose, Instant now) = 0;
    virtual Task<SentCodes> sent_changes(Transaction& transaction, UserId user, Instant now) = 0;
};

struct ResetToken {
    UserId user;
    Instant expires_at;
};

class ResetTokens {
public:
    virtual ~ResetTokens() = default;
    virtual Task<void>
    add(Transaction& transaction, Bytes hash, UserId user, Instant expires_at) = 0;
    /// Nullopt when unknown or used.
    virtual Task<std::optional<ResetToken>> find(Bytes hash) = 0;
    /// Voids all tokens of the user; false when this one was used meanwhile.
    virtual Task<bool> consume(Transaction& transaction, Bytes hash, ResetToken token) = 0;
    virtual Task<void> void_all(Transaction& transaction, UserId user) = 0;
};

} // namespace qc::authentication

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/ports.hpp"
#include "authentication/application/refresh_token.hpp"
#include "authentication/authentication.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "core/result.hpp"
#include "crypto/key_ring.hpp"
#include "jwt/access_tokens.hpp"
#include "notifications/notifications.hpp"
#include "resilience/rate_limits.hpp"
#include "users/users.hpp"

namespace qc::authentication {

struct Tokens {
    std::string access_token;
    std::string refresh_token;
    std::chrono::seconds expires_in{};
    std::chrono::seconds refresh_expires_in{};
    SessionId session;
};

struct SessionServices {
    SessionStore& store;
    crypto::KeyRing const& keys;
    jwt::AccessTokens const& access_tokens;
    notifications::Notifications& notifications;
    resilience::RateLimits& limits;
    Random& random;
    Clock const& clock;
};

/// Sessions with rotating refresh tokens.
class Sessions final : public Authentication {
public:
    Sessions(SessionServices const& services, AuthenticationSettings const& settings)
        : with_(services)
        , settings_(settings) {}

    /// A new session of an account whose row is locked; the oldest one makes room.
    [[nodiscard]] Task<Tokens>
    open(Transaction& transaction, users::Account const& account, Origin origin);

    /// Refuses with the refresh-token codes; ending a session for reuse commits.
    [[nodiscard]] Task<Result<Tokens>> refresh(Transaction& transaction, std::string token);

    /// Ends the session of the token; unknown tokens end nothing.
    [[nodiscard]] Task<void> log_out(Transaction& transaction, std::string refresh_token);

    /// Refuses with SESSION_NOT_FOUND.
    [[nodiscard]] Task<Result<Nothing>>
    end(Transaction& transaction, UserId user, SessionId session);

    [[nodiscard]] Task<std::vector<SessionView>> list(UserId user);

    Task<void> end_sessions(
        Transaction& transaction, UserId user, std::optional<SessionId> keep, std::string reason
    ) override;

private:
    struct Grant {
        SessionId session;
        UserId user;
        std::int16_t role = 0;
        Instant now;
        Instant ends_at;
    };

    [[nodiscard]] Tokens tokens_of(Grant const& grant, RefreshToken const& refresh) const;
    [[nodiscard]] std::optional<crypto::Bytes> key_of(StoredSession const& session) const;
    [[nodiscard]] Task<Tokens>
    advance(Transaction& transaction, StoredSession session, crypto::Bytes key);
    [[nodiscard]] Tokens repeat(StoredSession const& session, crypto::Bytes const& key) const;
    [[nodiscard]] Task<Error> end_reused(Transaction& transaction, StoredSession session);

    SessionServices with_;
    AuthenticationSettings const& settings_;
};

} // namespace qc::authentication

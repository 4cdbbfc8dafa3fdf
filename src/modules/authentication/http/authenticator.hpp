// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/ports.hpp"
#include "core/clock.hpp"
#include "http/dispatcher.hpp"
#include "jwt/verified_tokens.hpp"
#include "resilience/lru.hpp"

namespace qc::authentication {

struct AuthenticatorOptions {
    bool require_verified = true;
    std::chrono::seconds max_age{5};
    std::size_t max_entries = 20'000;
};

/// Knows callers by their access token, session row and user row. The rows are kept for at most
/// max_age after they were asked for; invalidate() takes them back at once. Belongs to one worker.
class TokenAuthenticator final : public http::Authenticator {
public:
    TokenAuthenticator(
        jwt::AccessTokens const& tokens,
        SessionStore& sessions,
        Clock const& clock,
        AuthenticatorOptions const& options
    );

    Task<Result<access::Caller>> authenticate(std::string_view token) override;
    [[nodiscard]] std::optional<Result<access::Caller>> known(std::string_view token) override;

    struct Identified {
        access::Caller caller;
        /// Of the token.
        Instant expires_at;
    };

    /// The same for those who stay, with how long they may.
    [[nodiscard]] Task<Result<Identified>> identify(std::string_view token);

    /// Who the user of a session is now. Refuses with SESSION_REVOKED.
    [[nodiscard]] Task<Result<access::Caller>> find(UserId user, SessionId session);

    void invalidate(UserId user);
    void invalidate_session(SessionId session);
    /// The keys were replaced, or notifications may have been lost.
    void invalidate_all();

private:
    struct UserRow {
        std::int16_t role = 0;
        bool is_active = true;
        bool is_verified = false;
        bool can_edit_quests = false;
        bool can_lock_users = false;
    };

    struct SessionRow {
        UserId user;
        Instant ends_at;
    };

    [[nodiscard]] Task<Result<access::Caller>> load(UserId user, SessionId session);
    [[nodiscard]] std::optional<access::Caller> remembered(UserId user, SessionId session);
    [[nodiscard]] access::Caller caller_of(UserId id, SessionId session, UserRow const& user) const;

    jwt::VerifiedTokens tokens_;
    SessionStore& sessions_;
    Clock const& clock_;
    AuthenticatorOptions options_;
    resilience::Lru<SessionId, SessionRow> session_rows_;
    resilience::Lru<UserId, UserRow> user_rows_;
    /// Rows that were read before an invalidation must not be kept after it.
    std::uint64_t invalidations_ = 0;
};

} // namespace qc::authentication

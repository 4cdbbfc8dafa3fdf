// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "authentication/application/create_admin.hpp"
#include "authentication/application/settings.hpp"
#include "authentication/http/authenticator.hpp"
#include "core/job.hpp"
#include "crypto/key_ring.hpp"
#include "mail/outbox.hpp"
#include "notifications/notifications.hpp"
#include "pg/database.hpp"
#include "resilience/rate_limits.hpp"

#include <memory>

namespace qc::authentication {

/// Everything must outlive the module. Hasher and keys may be shared by workers.
struct AuthenticationServices {
    pg::Database& database;
    users::Users& users;
    wallets::Wallets& wallets;
    notifications::Notifications& notifications;
    mail::Outbox& outbox;
    crypto::PasswordHasher& hasher;
    crypto::KeyRing const& keys;
    jwt::AccessTokens const& access_tokens;
    resilience::RateLimits& limits;
    audit::Audit& audit;
    Random& random;
    Clock const& clock;
};

/// Sign-in, sessions, codes and callers, for one worker.
class AuthenticationModule {
public:
    AuthenticationModule(
        AuthenticationServices const& services, AuthenticationSettings const& settings
    );
    ~AuthenticationModule();

    [[nodiscard]] Authentication& facade() noexcept;
    [[nodiscard]] Proofs& proofs() noexcept;

    /// NOTIFY qc_user and qc_session lead to its invalidate functions.
    [[nodiscard]] TokenAuthenticator& authenticator() noexcept;

    void add_routes(http::Routes& routes);
    void add_jobs(Jobs& jobs);

    /// For the command line.
    [[nodiscard]] Task<Result<AdminOutcome>> create_admin(NewAdmin admin);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::authentication

// SPDX-License-Identifier: Apache-2.0
#include "authentication/authentication_module.hpp"

#include "authentication/application/account_proofs.hpp"
#include "authentication/http/routes.hpp"
#include "authentication/postgres/stores.hpp"

namespace qc::authentication {

struct AuthenticationModule::Parts {
    Parts(AuthenticationServices const& services, AuthenticationSettings const& chosen)
        : with(services)
        , settings(chosen) {}

    AuthenticationServices with;
    AuthenticationSettings settings;
    PostgresSessionStore session_store{with.database};
    PostgresCodeStore code_store{with.database};
    PostgresResetTokens reset_tokens{with.database};
    PostgresLoginThrottle throttle{with.database};
    PostgresOpeningPayments payments{with.database};
    Sessions sessions{
        {session_store,
         with.keys,
         with.access_tokens,
         with.notifications,
         with.limits,
         with.random,
         with.clock},
        settings
    };
    Codes codes{{code_store, with.outbox, with.keys, with.random, with.clock}, settings.codes};
    Verification verification{{with.users, with.wallets, payments}, settings};
    SignIn sign_in{
        {with.database,
         with.users,
         throttle,
         with.hasher,
         sessions,
         codes,
         with.outbox,
         with.limits,
         with.audit,
         with.clock},
        settings
    };
    Registration registration{
        {with.database, with.users, with.hasher, codes, verification, with.random, with.clock},
        settings
    };
    PasswordReset reset{
        {with.database,
         with.users,
         sessions,
         reset_tokens,
         throttle,
         with.hasher,
         codes,
         verification,
         with.outbox,
         with.random,
         with.clock},
        settings
    };
    AccountProofs proofs{
        {with.users,
         throttle,
         with.hasher,
         codes,
         code_store,
         reset_tokens,
         verification,
         with.clock},
        settings
    };
    TokenAuthenticator authenticator{
        with.access_tokens,
        session_store,
        with.clock,
        {.require_verified = settings.require_verified}
    };
};

AuthenticationModule::AuthenticationModule(
    AuthenticationServices const& services, AuthenticationSettings const& settings
)
    : parts_(std::make_unique<Parts>(services, settings)) {}

AuthenticationModule::~AuthenticationModule() = default;

Authentication& AuthenticationModule::facade() noexcept {
    return parts_->sessions;
}

Proofs& AuthenticationModule::proofs() noexcept {
    return parts_->proofs;
}

TokenAuthenticator& AuthenticationModule::authenticator() noexcept {
    return parts_->authenticator;
}

void AuthenticationModule::add_routes(http::Routes& routes) {
    add_sign_in_routes(routes, parts_->sign_in, parts_->sessions);
    add_session_routes(routes, parts_->sessions);
    add_registration_routes(routes, parts_->registration, parts_->settings.passwords);
    add_password_routes(routes, parts_->reset, parts_->settings.passwords);
    add_key_routes(routes, parts_->with.access_tokens);
}

void AuthenticationModule::add_jobs(Jobs& jobs) {
    auto& database = parts_->with.database;
    auto const& clock = parts_->with.clock;
    jobs.push_back(
        {"authentication.expire",
         std::chrono::minutes{10},
         [&database, &clock]() -> Task<void> { co_await remove_expired(database, clock.now()); }}
    );
}

Task<Result<AdminOutcome>> AuthenticationModule::create_admin(NewAdmin admin) {
    auto& with = parts_->with;
    CreateAdminServices const services{
        with.database,
        with.users,
        with.wallets,
        parts_->sessions,
        with.hasher,
        with.audit,
        with.random
    };
    co_return co_await authentication::create_admin(
        services, parts_->settings.passwords, std::move(admin)
    );
}

} // namespace qc::authentication

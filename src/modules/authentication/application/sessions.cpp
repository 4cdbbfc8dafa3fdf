// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/sessions.hpp"

#include "access/errors.hpp"
#include "authentication/application/security_log.hpp"
#include "authentication/domain/errors.hpp"
#include "crypto/random_text.hpp"

namespace qc::authentication {
namespace {

constexpr std::size_t session_key_bytes = 32;

resilience::RateClass refresh_limit(ThrottleRules const& rules) {
    auto const quota = rules.refreshes_per_session;
    return {"refresh", {quota, rules.refresh_window, quota}};
}

std::chrono::seconds seconds_between(Instant from, Instant to) {
    return std::chrono::floor<std::chrono::seconds>(to - from);
}

} // namespace

Tokens Sessions::tokens_of(Grant const& grant, RefreshToken const& refresh) const {
    auto const issued_at = std::chrono::floor<std::chrono::seconds>(grant.now);
    jwt::AccessClaims const claims{
        grant.user,
        grant.session,
        with_.random.uuid().text(),
        issued_at,
        issued_at + settings_.access_token_lifetime
    };
    return {
        with_.access_tokens.sign(claims, grant.role),
        refresh.text(),
        settings_.access_token_lifetime,
        seconds_between(grant.now, grant.ends_at),
        grant.session
    };
}

Task<Tokens>
Sessions::open(Transaction& transaction, users::Account const& account, Origin origin) {
    auto const& rules = settings_.sessions;
    auto const now = with_.clock.now();
    SessionId const id{with_.random.uuid()};
    auto const key = crypto::random_bytes(with_.random, session_key_bytes);
    auto const name = id.text();
    auto const expires_at = now + rules.absolute_for(account.role);
    NewSession session{
        id,
        account.id,
        with_.keys.seal(crypto::KeyLabel::session_key, key, crypto::bytes_of(name), with_.random),
        std::move(origin),
        now,
        std::min(Instant{now + rules.idle_for(account.role)}, Instant{expires_at}),
        expires_at
    };
    Grant const grant{id, account.id, account.role, now, session.idle_expires_at};
    co_await with_.store.add(transaction, std::move(session));
    co_await with_.store.trim(transaction, account.id, rules.max_per_user, now);
    co_return tokens_of(grant, RefreshToken::make(key, id, 1));
}

std::optional<crypto::Bytes> Sessions::key_of(StoredSession const& session) const {
    auto const name = session.id.text();
    return with_.keys.open(
        crypto::KeyLabel::session_key, session.token_key, crypto::bytes_of(name)
    );
}

Task<Result<Tokens>> Sessions::refresh(Transaction& transaction, std::string token) {
    auto const presented = RefreshToken::parse(token);
    if (!presented) co_return invalid_refresh_token;
    auto const session = co_await with_.store.lock(transaction, presented->session);
    if (!session) co_return invalid_refresh_token;
    auto const key = key_of(*session);
    if (!key || !presented->is_made_with(*key)) co_return invalid_refresh_token;
    // Only real tokens count, so nobody else can use the limit of a session up.
    auto const decision = co_await resilience::take_one(
        with_.limits, refresh_limit(settings_.throttle), session->id.text()
    );
    if (!decision.allowed) co_return wait_and_retry(too_many_requests, decision.retry_after);
    auto const meaning =
        classify(session->state, presented->generation, with_.clock.now(), settings_.sessions);
    if (meaning == Presented::unknown) co_return invalid_refresh_token;
    if (!session->user_is_active) {
        co_await with_.store.revoke(transaction, session->user, session->id, "inactive user");
        co_return Error{&access::inactive_user}.and_commit();
    }
    switch (meaning) {
    case Presented::current:
        co_return co_await advance(transaction, *session, *key);
    case Presented::repeated:
        co_return repeat(*session, *key);
    case Presented::reused:
        co_return co_await end_reused(transaction, *session);
    case Presented::expired:
        co_return refresh_token_expired;
    case Presented::unknown:
        break;
    }
    co_return invalid_refresh_token;
}

Task<Tokens> Sessions::advance(Transaction& transaction, StoredSession session, crypto::Bytes key) {
    auto const now = with_.clock.now();
    auto const idle = Instant{now + settings_.sessions.idle_for(session.role)};
    auto const ends_at = std::min(idle, session.state.expires_at);
    co_await with_.store.advance(transaction, session.id, now, ends_at);
    Grant const grant{session.id, session.user, session.role, now, ends_at};
    co_return tokens_of(grant, RefreshToken::make(key, session.id, session.state.generation + 1));
}

Tokens Sessions::repeat(StoredSession const& session, crypto::Bytes const& key) const {
    Grant const grant{
        session.id, session.user, session.role, with_.clock.now(), session.state.ends_at()
    };
    return tokens_of(grant, RefreshToken::make(key, session.id, session.state.generation));
}

Task<Error> Sessions::end_reused(Transaction& transaction, StoredSession session) {
    co_await with_.store.revoke(transaction, session.user, session.id, "refresh token reused");
    notifications::Notice notice;
    notice.user = session.user;
    notice.type = "account";
    notice.wording = notifications::Wording::session_closed;
    co_await with_.notifications.notify(transaction, std::move(notice));
    auto const user = session.user;
    transaction.on_commit([user] { log_security("refresh_token_reused", Severity::high, user); });
    co_return Error{&refresh_token_reused}.and_commit();
}

Task<void> Sessions::log_out(Transaction& transaction, std::string refresh_token) {
    auto const presented = RefreshToken::parse(refresh_token);
    if (!presented) co_return;
    auto const session = co_await with_.store.lock(transaction, presented->session);
    if (!session) co_return;
    auto const key = key_of(*session);
    if (!key || !presented->is_made_with(*key)) co_return;
    co_await with_.store.revoke(transaction, session->user, session->id, "logout");
}

Task<Result<Nothing>> Sessions::end(Transaction& transaction, UserId user, SessionId session) {
    if (!co_await with_.store.revoke(transaction, user, session, "logout"))
        co_return session_not_found;
    co_return nothing;
}

Task<std::vector<SessionView>> Sessions::list(UserId user) {
    co_return co_await with_.store.list(user, with_.clock.now());
}

Task<void> Sessions::end_sessions(
    Transaction& transaction, UserId user, std::optional<SessionId> keep, std::string reason
) {
    co_await with_.store.revoke_all(transaction, user, keep, std::move(reason));
}

} // namespace qc::authentication

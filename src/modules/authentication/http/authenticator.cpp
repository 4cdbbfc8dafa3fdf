// SPDX-License-Identifier: Apache-2.0
#include "authentication/http/authenticator.hpp"

#include "access/errors.hpp"

namespace qc::authentication {
namespace {

// Enough for everybody who is active at one time; a token verified again costs 18 microseconds.
constexpr std::size_t verified_tokens = 20'000;

access::Permissions for_unverified(access::Permissions const& granted) {
    using access::Permission;
    access::Permissions own;
    own = access::with(own, Permission::view_own_profile);
    own = access::with(own, Permission::edit_own_profile);
    return own & granted;
}

Error refusal_of(jwt::TokenRefusal refusal) {
    bool const expired = refusal == jwt::TokenRefusal::expired;
    return Error{expired ? &access::access_token_expired : &access::invalid_access_token};
}

} // namespace

TokenAuthenticator::TokenAuthenticator(
    jwt::AccessTokens const& tokens,
    SessionStore& sessions,
    Clock const& clock,
    AuthenticatorOptions const& options
)
    : tokens_(tokens, verified_tokens)
    , sessions_(sessions)
    , clock_(clock)
    , options_(options)
    , session_rows_({options.max_entries, options.max_age}, clock)
    , user_rows_({options.max_entries, options.max_age}, clock) {}

access::Caller
TokenAuthenticator::caller_of(UserId id, SessionId session, UserRow const& user) const {
    access::Caller caller;
    caller.user = id;
    caller.session = session;
    caller.role = user.role;
    caller.is_active = user.is_active;
    caller.is_verified = user.is_verified;
    caller.can_edit_quests = user.can_edit_quests;
    caller.can_lock_users = user.can_lock_users;
    caller.permissions = access::granted(user.role, user.can_edit_quests, user.can_lock_users);
    if (options_.require_verified && !user.is_verified)
        caller.permissions = for_unverified(caller.permissions);
    return caller;
}

Task<Result<access::Caller>> TokenAuthenticator::load(UserId user, SessionId session) {
    auto const before = invalidations_;
    auto const asked_at = clock_.steady();
    auto const live = co_await sessions_.find_live(session);
    bool const usable =
        live && !live->revoked_at && live->user_id == user && live->ends_at > clock_.now();
    if (!usable) co_return access::session_revoked;
    UserRow const row{
        live->role, live->is_active, live->is_verified, live->can_edit_quests, live->can_lock_users
    };
    if (before == invalidations_) {
        session_rows_.put(session, SessionRow{user, live->ends_at}, asked_at);
        user_rows_.put(user, row, asked_at);
    }
    co_return caller_of(user, session, row);
}

std::optional<access::Caller> TokenAuthenticator::remembered(UserId user, SessionId session) {
    auto const* const session_row = session_rows_.find(session);
    auto const* const user_row = user_rows_.find(user);
    // A refresh may have moved the end that is remembered here.
    bool const usable =
        session_row && user_row && session_row->user == user && session_row->ends_at > clock_.now();
    if (!usable) return std::nullopt;
    return caller_of(user, session, *user_row);
}

Task<Result<access::Caller>> TokenAuthenticator::find(UserId user, SessionId session) {
    if (auto caller = remembered(user, session)) co_return *std::move(caller);
    co_return co_await load(user, session);
}

Task<Result<TokenAuthenticator::Identified>> TokenAuthenticator::identify(std::string_view token) {
    auto const claims = tokens_.verify(token, clock_.now());
    if (!claims) co_return refusal_of(claims.error());
    QC_TRY(auto caller, co_await find(claims->subject, claims->session));
    co_return Identified{caller, claims->expires_at};
}

std::optional<Result<access::Caller>> TokenAuthenticator::known(std::string_view token) {
    auto const claims = tokens_.verify(token, clock_.now());
    if (!claims) return refusal_of(claims.error());
    auto caller = remembered(claims->subject, claims->session);
    if (!caller) return std::nullopt;
    return *std::move(caller);
}

Task<Result<access::Caller>> TokenAuthenticator::authenticate(std::string_view token) {
    if (auto found = known(token)) co_return *std::move(found);
    auto const claims = tokens_.verify(token, clock_.now());
    if (!claims) co_return refusal_of(claims.error());
    co_return co_await load(claims->subject, claims->session);
}

void TokenAuthenticator::invalidate(UserId user) {
    ++invalidations_;
    user_rows_.erase(user);
}

void TokenAuthenticator::invalidate_session(SessionId session) {
    ++invalidations_;
    session_rows_.erase(session);
}

void TokenAuthenticator::invalidate_all() {
    ++invalidations_;
    tokens_.clear();
    session_rows_.clear();
    user_rows_.clear();
}

} // namespace qc::authentication

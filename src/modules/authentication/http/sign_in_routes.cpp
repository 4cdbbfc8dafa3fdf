// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "authentication/domain/errors.hpp"
#include "authentication/http/routes.hpp"
#include "core/shortened_address.hpp"
#include "core/text.hpp"
#include "http/endpoint.hpp"
#include "http/rate_gate.hpp"

namespace qc::authentication {
namespace {

using http::Call;
using http::None;

struct LoginBody {
    contract::Text<1, 254> login;
    contract::RawText<1, PasswordPolicy::max_bytes> password;
    std::optional<contract::Text<0, 128>> device;
};

BOOST_DESCRIBE_STRUCT(LoginBody, (), (login, password, device))

struct RefreshBody {
    contract::RawText<1, 512> refresh_token;
};

BOOST_DESCRIBE_STRUCT(RefreshBody, (), (refresh_token))

struct LogoutBody {
    std::optional<std::string> refresh_token;
};

BOOST_DESCRIBE_STRUCT(LogoutBody, (), (refresh_token))

struct TokensView {
    std::string access_token;
    std::string refresh_token;
    std::string_view token_type = "Bearer";
    std::int64_t expires_in = 0;
    std::int64_t refresh_expires_in = 0;
    SessionId session_id;
};

BOOST_DESCRIBE_STRUCT(
    TokensView,
    (),
    (access_token, refresh_token, token_type, expires_in, refresh_expires_in, session_id)
)

http::RouteSpec login() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/login",
        .summary = "Sign in with a password",
        .tag = "authentication",
        .access = http::anyone(),
        .errors =
            {&invalid_user_credentials, &access::inactive_user, &unverified_user, &too_many_attempts
            },
        .rate = http::RateClass::login,
        .body_kind = http::BodyKind::json_or_form,
        .priority = http::Priority::sign_in,
    };
}

http::RouteSpec refresh() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/refresh-token",
        .summary = "Exchange a refresh token for a new pair",
        .tag = "authentication",
        .access = http::anyone(),
        .errors =
            {&invalid_refresh_token,
             &refresh_token_expired,
             &refresh_token_reused,
             &access::inactive_user,
             &too_many_requests},
        .priority = http::Priority::sign_in,
    };
}

http::RouteSpec logout() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/logout",
        .summary = "End the session of the presented token",
        .tag = "authentication",
        .access = http::anyone().where("only the session of the presented token"),
        .success = 204,
        .priority = http::Priority::sign_in,
        .reads_token = true,
    };
}

TokensView shown(Tokens tokens) {
    TokensView view;
    view.access_token = std::move(tokens.access_token);
    view.refresh_token = std::move(tokens.refresh_token);
    view.expires_in = tokens.expires_in.count();
    view.refresh_expires_in = tokens.refresh_expires_in.count();
    view.session_id = tokens.session;
    return view;
}

Origin origin_of(http::Request const& request) {
    Origin origin;
    if (shortened_address(request.client_address)) origin.address = request.client_address;
    origin.network = http::address_key(request.client_address);
    auto const agent = request.headers.find("User-Agent");
    // Field values may hold any bytes; the database takes only text.
    if (agent && is_utf8(*agent)) origin.user_agent = std::string(*agent);
    return origin;
}

Task<Result<TokensView>> signed_in(SignIn& sign_in, Call<None, None, LoginBody> const& call) {
    auto origin = origin_of(call.request);
    if (call.body.device) origin.device = call.body.device->value;
    Credentials credentials{call.body.login, call.body.password};
    QC_TRY(auto tokens, co_await sign_in(std::move(credentials), std::move(origin)));
    co_return shown(std::move(tokens));
}

Task<Result<Nothing>>
logged_out(Sessions& sessions, Call<None, None, LogoutBody> const& call, Transaction& transaction) {
    if (call.body.refresh_token) {
        co_await sessions.log_out(transaction, *call.body.refresh_token);
    } else if (auto const& caller = call.request.caller) {
        // Ended already is as good as ended now.
        static_cast<void>(co_await sessions.end(transaction, caller->user, caller->session));
    }
    co_return nothing;
}

} // namespace

void add_sign_in_routes(http::Routes& routes, SignIn& sign_in, Sessions& sessions) {
    routes.push_back(http::plain_route<TokensView, None, None, LoginBody>(
        login(),
        [&sign_in](Call<None, None, LoginBody> const& call) -> Task<Result<TokensView>> {
            co_return co_await signed_in(sign_in, call);
        }
    ));
    routes.push_back(http::write_route<TokensView, None, None, RefreshBody>(
        refresh(),
        [&sessions](Call<None, None, RefreshBody> const& call, Transaction& transaction)
            -> Task<Result<TokensView>> {
            QC_TRY(
                auto tokens, co_await sessions.refresh(transaction, call.body.refresh_token.value)
            );
            co_return shown(std::move(tokens));
        }
    ));
    routes.push_back(http::write_route<Nothing, None, None, LogoutBody>(
        logout(),
        [&sessions](Call<None, None, LogoutBody> const& call, Transaction& transaction)
            -> Task<Result<Nothing>> { co_return co_await logged_out(sessions, call, transaction); }
    ));
}

} // namespace qc::authentication

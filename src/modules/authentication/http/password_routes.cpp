// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "authentication/domain/errors.hpp"
#include "authentication/http/routes.hpp"
#include "contract/parsed.hpp"
#include "http/endpoint.hpp"

namespace qc::authentication {
namespace {

using http::Call;
using http::None;

struct RequestBody {
    contract::Parsed<users::Email> email;
};

BOOST_DESCRIBE_STRUCT(RequestBody, (), (email))

struct VerifyBody {
    contract::Parsed<users::Email> email;
    contract::Code6 code;
};

BOOST_DESCRIBE_STRUCT(VerifyBody, (), (email, code))

struct ResetTokenView {
    std::string token;
    std::int64_t expires_in = 0;
};

BOOST_DESCRIBE_STRUCT(ResetTokenView, (), (token, expires_in))

struct TokenPath {
    contract::RawText<1, 128> token;
};

BOOST_DESCRIBE_STRUCT(TokenPath, (), (token))

struct NewPasswordBody {
    std::string password1;
    std::string password2;
};

BOOST_DESCRIBE_STRUCT(NewPasswordBody, (), (password1, password2))

struct PolicyView {
    std::int64_t min_length = 0;
    std::int64_t max_length = 0;
    bool require_lower = true;
    bool require_upper = true;
    bool require_digit = true;
    bool require_special = true;
    std::string_view specials;
};

BOOST_DESCRIBE_STRUCT(
    PolicyView,
    (),
    (min_length, max_length, require_lower, require_upper, require_digit, require_special, specials)
)

http::RouteSpec request() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/reset-password",
        .summary = "Mail a code for a new password",
        .tag = "authentication",
        .access = http::anyone(),
        .errors = {&user_not_found_for_email, &access::inactive_user, &too_many_requests},
        .success = 204,
        .rate = http::RateClass::mail,
        .priority = http::Priority::sign_in,
    };
}

http::RouteSpec verify() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/reset-password/verify-code",
        .summary = "Exchange the code for a one-time token",
        .tag = "authentication",
        .access = http::anyone(),
        .errors = {&invalid_code, &code_expired},
        .rate = http::RateClass::code_check,
        .priority = http::Priority::sign_in,
    };
}

http::RouteSpec finish() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/reset-password/{token}",
        .summary = "Set the new password; all sessions end",
        .tag = "authentication",
        .access = http::anyone(),
        .errors = {&invalid_reset_password_token, &reset_password_token_expired},
        .success = 204,
        .rate = http::RateClass::code_check,
        .priority = http::Priority::sign_in,
    };
}

http::RouteSpec show_policy() {
    return {
        .path = "/api/v1/auth/password-policy",
        .summary = "What passwords must have",
        .tag = "authentication",
        .access = http::anyone(),
    };
}

PolicyView shown(PasswordPolicy const& policy) {
    PolicyView view;
    view.min_length = static_cast<std::int64_t>(policy.min_length);
    view.max_length = static_cast<std::int64_t>(PasswordPolicy::max_length);
    view.specials = PasswordPolicy::specials;
    return view;
}

using FinishCall = Call<TokenPath, None, NewPasswordBody>;

} // namespace

void add_password_routes(http::Routes& routes, PasswordReset& reset, PasswordPolicy const& policy) {
    routes.push_back(http::plain_route<Nothing, None, None, RequestBody>(
        request(),
        [&reset](Call<None, None, RequestBody> const& call) -> Task<Result<Nothing>> {
            co_return co_await reset.request(call.body.email->text());
        }
    ));
    routes.push_back(http::plain_route<ResetTokenView, None, None, VerifyBody>(
        verify(),
        [&reset](Call<None, None, VerifyBody> const& call) -> Task<Result<ResetTokenView>> {
            QC_TRY(
                auto issued, co_await reset.verify(call.body.email->text(), call.body.code.text)
            );
            co_return ResetTokenView{std::move(issued.token), issued.expires_in.count()};
        }
    ));
    routes.push_back(http::plain_route<Nothing, TokenPath, None, NewPasswordBody>(
        finish(),
        [&reset](FinishCall const& call) -> Task<Result<Nothing>> {
            PasswordPair pair{call.body.password1, call.body.password2};
            co_return co_await reset.finish(call.path.token.value, std::move(pair));
        }
    ));
    routes.push_back(http::plain_route<PolicyView>(
        show_policy(),
        [&policy](Call<> const&) -> Task<Result<PolicyView>> { co_return shown(policy); }
    ));
}

} // namespace qc::authentication

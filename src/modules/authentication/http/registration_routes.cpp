// SPDX-License-Identifier: Apache-2.0
#include "authentication/domain/errors.hpp"
#include "authentication/http/routes.hpp"
#include "contract/parsed.hpp"
#include "http/endpoint.hpp"
#include "http/further_check.hpp"
#include "mail/templates.hpp"

namespace qc::authentication {
namespace {

using http::Call;
using http::None;

struct RegisterBody {
    contract::Parsed<users::Username> username;
    contract::Parsed<users::Email> email;
    std::string password1;
    std::string password2;
    contract::Text<1, 128> first_name;
    contract::Text<1, 128> last_name;
    std::optional<contract::Text<0, 1024>> instagram_username;
};

BOOST_DESCRIBE_STRUCT(
    RegisterBody,
    (),
    (username, email, password1, password2, first_name, last_name, instagram_username)
)

struct VerifyBody {
    contract::Parsed<users::Email> email;
    contract::Code6 code;
};

BOOST_DESCRIBE_STRUCT(VerifyBody, (), (email, code))

struct ResendBody {
    contract::Parsed<users::Email> email;
};

BOOST_DESCRIBE_STRUCT(ResendBody, (), (email))

http::RouteSpec sign_up() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/register",
        .summary = "Make an account; a code is mailed",
        .tag = "authentication",
        .access = http::anyone(),
        .errors = {&users::email_already_exists, &users::username_already_exists},
        .success = 204,
        .rate = http::RateClass::registration,
        .priority = http::Priority::sign_in,
    };
}

http::RouteSpec verify() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/register/verify-code",
        .summary = "Prove the address of an account",
        .tag = "authentication",
        .access = http::anyone(),
        .errors = {&invalid_code, &code_expired},
        .success = 204,
        .rate = http::RateClass::code_check,
        .priority = http::Priority::sign_in,
    };
}

http::RouteSpec resend() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/register/resend-code",
        .summary = "Mail another code",
        .tag = "authentication",
        .access = http::anyone(),
        .errors = {&too_many_requests},
        .success = 204,
        .rate = http::RateClass::mail,
        .priority = http::Priority::sign_in,
    };
}

SignUp form_of(Call<None, None, RegisterBody> const& call) {
    auto const& body = call.body;
    auto const language = call.request.headers.find("Accept-Language");
    return {
        *body.username,
        *body.email,
        {body.password1, body.password2},
        body.first_name.value,
        body.last_name.value,
        body.instagram_username ? body.instagram_username->value : std::string(),
        std::string(mail::language_for(language.value_or("")))
    };
}

http::FurtherCheck password_check(PasswordPolicy const& policy) {
    return {"password2", "password", [&policy](contract::Json const& body) {
                PasswordPair const pair{
                    http::text_in(body, "password1"), http::text_in(body, "password2")
                };
                PasswordOwner const owner{
                    http::text_in(body, "username"), http::text_in(body, "email")
                };
                return check_password(policy, pair, owner);
            }};
}

} // namespace
} // namespace qc::authentication

template <>
struct qc::contract::InputAliases<qc::authentication::RegisterBody> {
    static constexpr std::array value{InputAlias{"instagram", "instagram_username"}};
};

namespace qc::authentication {

void add_registration_routes(
    http::Routes& routes, Registration& registration, PasswordPolicy const& policy
) {
    routes.push_back(http::plain_route<Nothing, None, None, RegisterBody>(
        sign_up(),
        [&registration](Call<None, None, RegisterBody> const& call) -> Task<Result<Nothing>> {
            auto form = form_of(call);
            co_return co_await registration.sign_up(std::move(form));
        }
    ));
    http::tell_all_problems(routes.back(), password_check(policy));
    routes.push_back(http::plain_route<Nothing, None, None, VerifyBody>(
        verify(),
        [&registration](Call<None, None, VerifyBody> const& call) -> Task<Result<Nothing>> {
            co_return co_await registration.verify(call.body.email->text(), call.body.code.text);
        }
    ));
    routes.push_back(http::plain_route<Nothing, None, None, ResendBody>(
        resend(),
        [&registration](Call<None, None, ResendBody> const& call) -> Task<Result<Nothing>> {
            co_return co_await registration.resend(call.body.email->text());
        }
    ));
}

} // namespace qc::authentication

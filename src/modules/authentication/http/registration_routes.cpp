// SPDX-License-Identifier: Apache-2.0
#include "authentication/domain/errors.hpp"
#include "authentication/http/routes.hpp"
#include "contract/parsed.hpp"
#include "http/endpoint.hpp"
#include "mail/templates.hpp"

#include <algorithm>

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

std::string text_of(contract::Json const& body, std::string_view key) {
    auto const* const found = body.find(key);
    auto const* const text = found ? found->text() : nullptr;
    return text ? *text : std::string();
}

std::uint32_t position_of(contract::Json const& body, Problem const& problem) {
    auto const* const key =
        problem.where.size() > 1 ? std::get_if<std::string>(&problem.where[1]) : nullptr;
    auto const* const found = key ? body.find(*key) : nullptr;
    return found ? found->order() : body.end_order();
}

bool is_about_passwords(Problem const& problem) {
    if (problem.where.size() < 2) return true;
    auto const* const key = std::get_if<std::string>(&problem.where[1]);
    return !key || key->starts_with("password");
}

// The policy comes from the settings, so it is no part of the type of the body; what it finds is
// told together with what is wrong with the other fields all the same.
Error with_password_problems(
    Error error, http::Request const& request, PasswordPolicy const& policy
) {
    contract::Problems reported_already;
    auto const body = contract::parse_body(request.body, reported_already);
    auto const* const second = body ? body->find("password2") : nullptr;
    if (!second || std::ranges::any_of(error.problems, is_about_passwords)) return error;
    PasswordPair const pair{text_of(*body, "password1"), text_of(*body, "password2")};
    PasswordOwner const owner{text_of(*body, "username"), text_of(*body, "email")};
    auto const checked = check_password(policy, pair, owner);
    if (checked) return error;
    auto& all = error.problems;
    auto const after = std::ranges::find_if(all, [&](Problem const& problem) {
        return position_of(*body, problem) > second->order();
    });
    auto const& found = checked.error().problems;
    all.insert(after, found.begin(), found.end());
    if (all.size() > contract::Problems::max_kept) all.resize(contract::Problems::max_kept);
    return error;
}

void tell_all_problems(http::Route& route, PasswordPolicy const& policy) {
    route.handler = [inner = std::move(route.handler), &policy](
                        http::Request const& request, http::RouteContext& context
                    ) -> Task<Result<http::Response>> {
        auto answer = co_await inner(request, context);
        if (answer || !answer.error().is(validation_error)) co_return answer;
        co_return with_password_problems(std::move(answer.error()), request, policy);
    };
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
    tell_all_problems(routes.back(), policy);
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

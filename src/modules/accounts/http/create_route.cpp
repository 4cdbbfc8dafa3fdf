// SPDX-License-Identifier: Apache-2.0
#include "accounts/domain/errors.hpp"
#include "accounts/http/inputs.hpp"
#include "accounts/http/routes.hpp"
#include "content/errors.hpp"
#include "contract/parsed.hpp"
#include "http/endpoint.hpp"
#include "mail/templates.hpp"
#include "people/wire.hpp"

namespace qc::accounts {
namespace {

using http::None;

struct NewAccountBody {
    contract::Parsed<users::Username> username;
    contract::Parsed<users::Email> email;
    std::string password1;
    std::string password2;
    contract::Text<1, 128> first_name;
    contract::Text<1, 128> last_name;
    contract::IntEnum<access::Role> role{};
    contract::Defaulted<bool, true> is_active;
    contract::Defaulted<bool, false> is_verified;
    contract::Defaulted<bool, false> can_edit_quests;
    contract::Defaulted<bool, false> can_lock_users;
    std::optional<contract::Text<0, 1024>> instagram_username;
    std::optional<std::string> image;
};

BOOST_DESCRIBE_STRUCT(
    NewAccountBody,
    (),
    (username,
     email,
     password1,
     password2,
     first_name,
     last_name,
     role,
     is_active,
     is_verified,
     can_edit_quests,
     can_lock_users,
     instagram_username,
     image)
)

} // namespace
} // namespace qc::accounts

template <>
struct qc::contract::InputAliases<qc::accounts::NewAccountBody> {
    static constexpr std::array value{InputAlias{"instagram", "instagram_username"}};
};

namespace qc::accounts {
namespace {

http::RouteSpec create_spec() {
    http::RouteSpec spec{
        .method = http::Method::post,
        .path = "/api/v1/users",
        .summary = "Make an account for somebody, who is invited by mail",
        .tag = "users",
        .access = http::may(access::Permission::manage_user_roles).where("escalation rule"),
        .errors = content::picture_field_errors(),
        .success = 204,
        .body_limit_bytes = http::json_upload_limit_bytes,
    };
    spec.errors.push_back(&users::email_already_exists);
    spec.errors.push_back(&users::username_already_exists);
    spec.errors.push_back(&role_escalation);
    return spec;
}

using CreateCall = http::Call<None, None, NewAccountBody>;

CreateAccount::Command command_of(CreateCall const& call) {
    auto const& body = call.body;
    auto const language = call.request.headers.find("Accept-Language");
    users::NewAccount account{
        {},
        *body.username,
        *body.email,
        {},
        body.first_name.value,
        body.last_name.value,
        text_of(body.instagram_username).value_or(""),
        std::string(mail::language_for(language.value_or(""))),
        static_cast<std::int16_t>(body.role)
    };
    account.is_active = body.is_active.value;
    account.is_verified = body.is_verified.value;
    account.can_edit_quests = body.can_edit_quests.value;
    account.can_lock_users = body.can_lock_users.value;
    return {
        call.caller(), std::move(account), body.password1, body.password2, body.image.value_or("")
    };
}

http::Reply<Nothing> made(UserId user) {
    http::Reply<Nothing> reply;
    reply.headers.emplace_back("Location", "/api/v1/users/" + user.text());
    return reply;
}

} // namespace

void add_create_route(http::Routes& routes, StaffUseCases use_cases) {
    using Reply = http::Reply<Nothing>;
    routes.push_back(http::staged_route<Reply, users::NewAccount, None, None, NewAccountBody>(
        create_spec(),
        [&create = use_cases.create](CreateCall const& call) {
            return create.prepare(command_of(call));
        },
        [&create = use_cases.create](
            CreateCall const& call, users::NewAccount const& account, Transaction& transaction
        ) -> Task<Result<Reply>> {
            QC_TRY(auto const user, co_await create(transaction, call.caller(), account));
            co_return made(user);
        }
    ));
    http::tell_all_problems(
        routes.back(), password_check(use_cases.proofs, "password1", "password2")
    );
}

} // namespace qc::accounts

// SPDX-License-Identifier: Apache-2.0
#include "accounts/domain/errors.hpp"
#include "accounts/http/inputs.hpp"
#include "accounts/http/routes.hpp"
#include "contract/parsed.hpp"
#include "http/endpoint.hpp"

namespace qc::accounts {
namespace {

using access::Permission;
using http::Call;
using http::None;

struct NamesBody {
    std::optional<contract::Parsed<users::Username>> username;
    std::optional<contract::Parsed<users::Email>> email;
    std::optional<contract::Text<1, 128>> first_name;
    std::optional<contract::Text<1, 128>> last_name;
};

BOOST_DESCRIBE_STRUCT(NamesBody, (), (username, email, first_name, last_name))

struct CodeBody {
    contract::Parsed<users::Email> email;
    contract::Code6 code;
};

BOOST_DESCRIBE_STRUCT(CodeBody, (), (email, code))

struct PasswordBody {
    std::string old_password;
    std::string password1;
    std::string password2;
};

BOOST_DESCRIBE_STRUCT(PasswordBody, (), (old_password, password1, password2))

struct MessageView {
    std::string_view message;
};

BOOST_DESCRIBE_STRUCT(MessageView, (), (message))

struct ProofBody {
    std::string password;
};

BOOST_DESCRIBE_STRUCT(ProofBody, (), (password))

template <class Body>
using BodyCall = Call<None, None, Body>;

http::RouteSpec own_spec(http::Method method, std::string path, std::string summary) {
    return {
        .method = method,
        .path = "/api/v1/users/me" + std::move(path),
        .summary = std::move(summary),
        .tag = "users",
        .access = http::may(Permission::edit_own_profile).where("own"),
        .success = 204,
    };
}

http::RouteSpec change_spec() {
    auto spec = own_spec(
        http::Method::patch, "", "Change the own names; another address changes after a code"
    );
    spec.errors = {
        &users::username_already_exists, &users::email_already_exists, &too_many_requests
    };
    return spec;
}

http::RouteSpec code_spec() {
    auto spec = own_spec(
        http::Method::post, "/verify-email-change-code", "Prove the new address, which is then used"
    );
    spec.errors = {&invalid_code, &code_expired, &users::email_already_exists};
    spec.rate = http::RateClass::code_check;
    return spec;
}

http::RouteSpec password_spec() {
    auto spec = own_spec(
        http::Method::post, "/change-password", "Change the own password; other sessions end"
    );
    spec.errors = {&invalid_user_credentials, &too_many_attempts};
    spec.success = 200;
    return spec;
}

http::RouteSpec remove_spec() {
    auto spec = own_spec(http::Method::delete_, "", "Make the own account anonymous, for ever");
    spec.errors = {&invalid_user_credentials, &too_many_attempts, &last_admin};
    return spec;
}

OwnAccount::Names names_of(NamesBody const& body) {
    return {
        value_of(body.username),
        text_of(body.first_name),
        text_of(body.last_name),
        value_of(body.email)
    };
}

void add_code_route(http::Routes& routes, OwnUseCases with) {
    using Code = authentication::ProvenCode;
    routes.push_back(http::staged_route<Nothing, Code, None, None, CodeBody>(
        code_spec(),
        [with](BodyCall<CodeBody> const& call) {
            return with.proofs.check_change_code(
                call.caller().user, *call.body.email, call.body.code.text
            );
        },
        [with](BodyCall<CodeBody> const& call, Code const& code, Transaction& transaction) {
            return with.account.change_address(
                transaction, call.caller().user, *call.body.email, code
            );
        }
    ));
}

void add_password_route(http::Routes& routes, OwnUseCases with) {
    using Prepared = OwnAccount::PreparedPassword;
    routes.push_back(http::staged_route<MessageView, Prepared, None, None, PasswordBody>(
        password_spec(),
        [with](BodyCall<PasswordBody> const& call) {
            auto const& body = call.body;
            OwnAccount::NewPassword password{body.old_password, body.password1, body.password2};
            return with.account.prepare_password(call.caller().user, std::move(password));
        },
        [with](
            BodyCall<PasswordBody> const& call, Prepared const& prepared, Transaction& transaction
        ) -> Task<Result<MessageView>> {
            QC_CHECK(co_await with.account.change_password(transaction, call.caller(), prepared));
            co_return MessageView{"The password was changed."};
        }
    ));
}

} // namespace

void add_own_routes(http::Routes& routes, OwnUseCases use_cases) {
    routes.push_back(http::write_route<Nothing, None, None, NamesBody>(
        change_spec(),
        [use_cases](BodyCall<NamesBody> const& call, Transaction& transaction) {
            return use_cases.account.change(transaction, call.caller().user, names_of(call.body));
        }
    ));
    add_code_route(routes, use_cases);
    add_password_route(routes, use_cases);
    routes.push_back(http::staged_route<Nothing, std::string, None, None, ProofBody>(
        remove_spec(),
        [use_cases](BodyCall<ProofBody> const& call) {
            return use_cases.proofs.confirm(call.caller().user, call.body.password);
        },
        [use_cases](
            BodyCall<ProofBody> const& call, std::string const& hash, Transaction& transaction
        ) { return use_cases.remove.own(transaction, call.caller().user, hash); }
    ));
}

} // namespace qc::accounts

// SPDX-License-Identifier: Apache-2.0
#include "accounts/domain/errors.hpp"
#include "accounts/http/inputs.hpp"
#include "accounts/http/routes.hpp"
#include "contract/parsed.hpp"
#include "http/endpoint.hpp"
#include "people/wire.hpp"

namespace qc::accounts {
namespace {

using access::Permission;
using http::Call;
using http::None;

struct UserPath {
    UserId id;
};

BOOST_DESCRIBE_STRUCT(UserPath, (), (id))

struct EditBody {
    std::optional<contract::Parsed<users::Username>> username;
    std::optional<contract::Text<1, 128>> first_name;
    std::optional<contract::Text<1, 128>> last_name;
    std::optional<contract::Parsed<users::Email>> email;
    std::optional<std::string> password;
    std::optional<contract::IntEnum<access::Role>> role;
    std::optional<bool> is_active;
    std::optional<bool> is_verified;
    std::optional<bool> can_edit_quests;
    std::optional<bool> can_lock_users;
};

BOOST_DESCRIBE_STRUCT(
    EditBody,
    (),
    (username,
     first_name,
     last_name,
     email,
     password,
     role,
     is_active,
     is_verified,
     can_edit_quests,
     can_lock_users)
)

struct LockBody {
    std::optional<contract::Text<0, 256>> reason;
};

BOOST_DESCRIBE_STRUCT(LockBody, (), (reason))

http::RouteSpec one_spec(http::Method method, std::string summary, http::Access access) {
    return {
        .method = method,
        .path = "/api/v1/users/{id}",
        .summary = std::move(summary),
        .tag = "users",
        .access = std::move(access),
        .errors = {&user_not_found, &role_escalation, &last_admin},
        .success = 204,
    };
}

http::RouteSpec edit_spec() {
    std::vector<Permission> any{
        Permission::edit_user_profiles,
        Permission::lock_users,
        Permission::unlock_users,
        Permission::manage_user_roles
    };
    auto access =
        http::may_any(std::move(any))
            .where("names, username: 4 or 8; isActive false: 5 or 8; isActive true: 6 or 8; "
                   "email, password, role, isVerified, flags: 8; escalation rule");
    auto spec = one_spec(http::Method::patch, "Change an account", std::move(access));
    spec.errors.push_back(&users::email_already_exists);
    spec.errors.push_back(&users::username_already_exists);
    return spec;
}

http::RouteSpec switch_spec(std::string verb, std::string summary, Permission permission) {
    auto spec =
        one_spec(http::Method::post, std::move(summary), http::may(permission).where("not self"));
    spec.path += "/" + std::move(verb);
    spec.success = 200;
    return spec;
}

http::RouteSpec remove_spec() {
    return one_spec(
        http::Method::delete_,
        "Make an account anonymous, for ever",
        http::may(Permission::delete_users).where("not self")
    );
}

using EditCall = Call<UserPath, None, EditBody>;
using LockCall = Call<UserPath, None, LockBody>;

Edits edits_of(EditBody const& body) {
    Edits edits;
    edits.username = value_of(body.username);
    edits.first_name = text_of(body.first_name);
    edits.last_name = text_of(body.last_name);
    edits.email = value_of(body.email);
    edits.password = body.password;
    if (body.role) edits.role = static_cast<std::int16_t>(*body.role);
    edits.is_active = body.is_active;
    edits.is_verified = body.is_verified;
    edits.can_edit_quests = body.can_edit_quests;
    edits.can_lock_users = body.can_lock_users;
    return edits;
}

Edits activity(bool is_active, std::optional<std::string> reason = {}) {
    Edits edits;
    edits.is_active = is_active;
    edits.reason = std::move(reason);
    return edits;
}

void add_activity_routes(http::Routes& routes, EditAccount& edit) {
    routes.push_back(http::write_route<users::UserRead, UserPath, None, LockBody>(
        switch_spec("lock", "Lock a user out; his sessions end", Permission::lock_users),
        [&edit](LockCall const& call, Transaction& transaction) {
            return edit.and_read(
                transaction, call.caller(), call.path.id, activity(false, text_of(call.body.reason))
            );
        }
    ));
    routes.push_back(http::write_route<users::UserRead, UserPath>(
        switch_spec("unlock", "Let a locked user in again", Permission::unlock_users),
        [&edit](Call<UserPath> const& call, Transaction& transaction) {
            return edit.and_read(transaction, call.caller(), call.path.id, activity(true));
        }
    ));
}

} // namespace

void add_staff_routes(http::Routes& routes, StaffUseCases use_cases) {
    add_create_route(routes, use_cases);
    routes.push_back(http::staged_route<Nothing, PreparedEdits, UserPath, None, EditBody>(
        edit_spec(),
        [&edit = use_cases.edit](EditCall const& call) {
            return edit.prepare(call.caller(), call.path.id, edits_of(call.body));
        },
        [&edit = use_cases.edit](
            EditCall const& call, PreparedEdits const& prepared, Transaction& transaction
        ) { return edit(transaction, call.caller(), call.path.id, prepared); }
    ));
    http::tell_all_problems(
        routes.back(), password_check(use_cases.proofs, "password", "password")
    );
    add_activity_routes(routes, use_cases.edit);
    routes.push_back(http::write_route<Nothing, UserPath>(
        remove_spec(),
        [&remove = use_cases.remove](Call<UserPath> const& call, Transaction& transaction) {
            return remove(transaction, call.caller(), call.path.id);
        }
    ));
}

} // namespace qc::accounts

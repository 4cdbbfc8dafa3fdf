// SPDX-License-Identifier: Apache-2.0
#include "users/http/routes.hpp"

#include "http/endpoint.hpp"
#include "users/domain/errors.hpp"

namespace qc::users {

BOOST_DESCRIBE_STRUCT(
    ProfileView, (), (id, avatar_url, credits, instagram_username, subscription_until)
)
BOOST_DESCRIBE_STRUCT(
    UserRead,
    (),
    (id,
     username,
     email,
     first_name,
     last_name,
     profile,
     role,
     is_active,
     is_verified,
     can_edit_quests,
     can_lock_users,
     created_at,
     updated_at)
)

} // namespace qc::users

template <>
inline constexpr std::string_view qc::contract::schema_name<qc::users::ProfileView> = "Profile";

namespace qc::users {
namespace {

http::RouteSpec own_account() {
    return {
        .path = "/api/v1/users/me",
        .summary = "The caller's own account",
        .tag = "users",
        .access = http::may(access::Permission::view_own_profile),
        .errors = {&user_not_found},
    };
}

} // namespace

void add_routes(http::Routes& routes, Users& users) {
    routes.push_back(http::plain_route<UserRead>(
        own_account(),
        [&users](http::Call<> const& call) -> Task<Result<UserRead>> {
            auto found = co_await users.read(call.caller().user);
            if (!found) co_return user_not_found;
            co_return *std::move(found);
        }
    ));
}

} // namespace qc::users

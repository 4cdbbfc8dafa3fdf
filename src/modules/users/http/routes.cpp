// SPDX-License-Identifier: Apache-2.0
#include "users/http/routes.hpp"

#include "contract/page_query.hpp"
#include "core/search_term.hpp"
#include "http/endpoint.hpp"
#include "people/wire.hpp"
#include "users/domain/errors.hpp"

#include <variant>

namespace qc::users {
namespace {

using access::Permission;
using http::Call;
using http::None;

struct UserPath {
    UserId id;
};

BOOST_DESCRIBE_STRUCT(UserPath, (), (id))

struct ListQuery : contract::PageQuery {
    std::optional<std::string> search;
    contract::Defaulted<bool, false> is_banned;
    std::optional<contract::IntEnum<access::Role>> role;
};

BOOST_DESCRIBE_STRUCT(ListQuery, (contract::PageQuery), (search, is_banned, role))

using EitherView = std::variant<UserRead, UserPublic>;

http::RouteSpec own_account() {
    return {
        .path = "/api/v1/users/me",
        .summary = "The caller's own account",
        .tag = "users",
        .access = http::may(Permission::view_own_profile),
        .errors = {&user_not_found},
    };
}

http::RouteSpec one_account() {
    return {
        .path = "/api/v1/users/{id}",
        .summary = "A user: in full for himself and for staff, else what everybody may see",
        .tag = "users",
        .access = http::signed_in().where("self or view_users: UserRead; others: UserPublic"),
        .errors = {&user_not_found},
    };
}

http::RouteSpec all_accounts() {
    return {
        .path = "/api/v1/users",
        .summary = "Find users",
        .tag = "users",
        .access = http::may(Permission::view_users),
        .errors = {&invalid_search_term, &search_term_too_long},
        .rate = http::RateClass::search,
    };
}

Task<Result<UserRead>> in_full(Users& users, UserId user) {
    auto found = co_await users.read(user);
    if (!found) co_return user_not_found;
    co_return *std::move(found);
}

struct Readers {
    Users& users;
    UserQueries& queries;
};

Task<Result<EitherView>> as_caller_may(Readers readers, access::Caller caller, UserId user) {
    if (caller.user == user || caller.may(Permission::view_users)) {
        QC_TRY(auto found, co_await in_full(readers.users, user));
        co_return EitherView(std::move(found));
    }
    auto found = co_await readers.queries.find_public(user);
    if (!found) co_return user_not_found;
    co_return EitherView(*std::move(found));
}

Task<Result<Page<UserRead>>> found_users(UserQueries& queries, ListQuery query) {
    UserFilter filter;
    QC_TRY(filter.search, search_term(query.search.value_or("")));
    filter.is_active = !query.is_banned.value;
    if (query.role) filter.role = static_cast<std::int16_t>(*query.role);
    co_return co_await queries.list(std::move(filter), query.request());
}

} // namespace

void add_routes(http::Routes& routes, Users& users, UserQueries& queries) {
    routes.push_back(http::plain_route<UserRead>(own_account(), [&users](Call<> const& call) {
        return in_full(users, call.caller().user);
    }));
    Readers const readers{users, queries};
    routes.push_back(http::plain_route<EitherView, UserPath>(
        one_account(),
        [readers](Call<UserPath> const& call) {
            return as_caller_may(readers, call.caller(), call.path.id);
        }
    ));
    routes.push_back(http::plain_route<Page<UserRead>, None, ListQuery>(
        all_accounts(),
        [&queries](Call<None, ListQuery> const& call) { return found_users(queries, call.query); }
    ));
}

} // namespace qc::users

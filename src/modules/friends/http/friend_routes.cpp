// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "contract/page_query.hpp"
#include "core/search_term.hpp"
#include "friends/domain/errors.hpp"
#include "friends/http/routes.hpp"
#include "friends/http/views.hpp"
#include "http/endpoint.hpp"
#include "people/wire.hpp"

namespace qc::friends {
namespace {

using access::Permission;
using http::Call;
using http::None;

struct FriendsQuery : contract::PageQuery {
    std::optional<std::string> search;
};

BOOST_DESCRIBE_STRUCT(FriendsQuery, (contract::PageQuery), (search))

struct UserPath {
    UserId id;
};

BOOST_DESCRIBE_STRUCT(UserPath, (), (id))

using Friends = Page<users::UserPublic>;

http::RouteSpec own_friends() {
    return {
        .path = "/api/v1/friends/me",
        .summary = "The caller's active friends",
        .tag = "friends",
        .access = http::may(Permission::manage_friends).where("own"),
        .errors = {&search_term_too_long, &invalid_search_term, &user_not_found},
    };
}

http::RouteSpec friends_of_user() {
    return {
        .path = "/api/v1/friends/{id}",
        .summary = "Active friends of a user",
        .tag = "friends",
        .access = http::may_any({Permission::view_users, Permission::manage_friends})
                      .where("without view_users: {id} = self, or a friend of the caller"),
        .errors =
            {&search_term_too_long,
             &invalid_search_term,
             &user_not_found,
             &access::permission_denied},
    };
}

http::RouteSpec end_friendship() {
    return {
        .method = http::Method::delete_,
        .path = "/api/v1/friends/me/{id}",
        .summary = "End a friendship",
        .tag = "friends",
        .access = http::may(Permission::manage_friends).where("own"),
        .errors = {&friendship_not_found},
        .success = 204,
    };
}

} // namespace

void add_friend_routes(http::Routes& routes, UseCases use_cases) {
    routes.push_back(http::plain_route<Friends, None, FriendsQuery>(
        own_friends(),
        [&read = use_cases.read_friends](Call<None, FriendsQuery> const& call) {
            auto const& query = call.query;
            return read(
                call.caller(), call.caller().user, query.search.value_or(""), query.request()
            );
        }
    ));
    routes.push_back(http::plain_route<Friends, UserPath, FriendsQuery>(
        friends_of_user(),
        [&read = use_cases.read_friends](Call<UserPath, FriendsQuery> const& call) {
            auto const& query = call.query;
            return read(call.caller(), call.path.id, query.search.value_or(""), query.request());
        }
    ));
    routes.push_back(http::write_route<Nothing, UserPath>(
        end_friendship(),
        [&answer = use_cases.answer_request](Call<UserPath> const& call, Transaction& transaction) {
            return answer.unfriend(transaction, call.caller().user, call.path.id);
        }
    ));
}

} // namespace qc::friends

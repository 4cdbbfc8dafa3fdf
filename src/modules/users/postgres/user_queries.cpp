// SPDX-License-Identifier: Apache-2.0
#include "users/postgres/user_queries.hpp"

#include "pg/rows.hpp"
#include "sql/user_lists.hpp"
#include "users/postgres/user_rows.hpp"

#include <boost/describe.hpp>

namespace qc::users {
namespace {

struct PublicRow {
    UserId id;
    std::string username;
    std::string first_name;
    std::string last_name;
    std::string full_name;
    Instant created_at;
    Instant updated_at;
    ProfileId profile_id;
    std::optional<std::string> avatar_url;
    std::string instagram_username;
};

BOOST_DESCRIBE_STRUCT(
    PublicRow,
    (),
    (id,
     username,
     first_name,
     last_name,
     full_name,
     created_at,
     updated_at,
     profile_id,
     avatar_url,
     instagram_username)
)

/// A LIKE pattern of texts that begin with `term`.
std::string prefix_pattern(std::string_view term) {
    std::string pattern;
    for (char const character : term) {
        if (character == '\\' || character == '%' || character == '_') pattern += '\\';
        pattern += character;
    }
    return pattern + '%';
}

std::vector<pg::Query> plain_queries(UserFilter const& filter, PageRequest const& page) {
    return pg::queries(
        pg::Query(sql::count_users, pg::parameters(filter.is_active, filter.role)),
        pg::Query(
            sql::list_users, pg::parameters(filter.is_active, filter.role, page.size, page.offset())
        )
    );
}

std::vector<pg::Query> search_queries(UserFilter const& filter, PageRequest const& page) {
    auto const pattern = prefix_pattern(*filter.search);
    return pg::queries(
        pg::Query(
            sql::count_found_users,
            pg::parameters(filter.is_active, filter.role, filter.search, pattern)
        ),
        pg::Query(
            sql::find_users,
            pg::parameters(
                filter.is_active, filter.role, filter.search, pattern, page.size, page.offset()
            )
        )
    );
}

} // namespace

Task<std::optional<UserPublic>> PostgresUserQueries::find_public(UserId user) {
    auto row =
        pg::row_as<PublicRow>(co_await database_.read(sql::user_public, pg::parameters(user)));
    if (!row) co_return std::nullopt;
    if (row->avatar_url) row->avatar_url = files_.public_url(*row->avatar_url);
    PublicProfile profile{
        row->profile_id, std::move(row->avatar_url), std::move(row->instagram_username)
    };
    co_return UserPublic{
        row->id,
        std::move(row->username),
        std::move(row->first_name),
        std::move(row->last_name),
        std::move(row->full_name),
        std::move(profile),
        row->created_at,
        row->updated_at
    };
}

Task<Page<UserRead>> PostgresUserQueries::list(UserFilter filter, PageRequest page) {
    auto queries = filter.search ? search_queries(filter, page) : plain_queries(filter, page);
    auto const rows = co_await database_.read_together(std::move(queries));
    Page<UserRead> found;
    found.total = pg::only_row<std::int64_t>(rows[0]);
    found.items = users_of(rows[1], files_);
    found.page = page.page;
    found.size = page.size;
    co_return found;
}

} // namespace qc::users

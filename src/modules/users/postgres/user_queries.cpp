// SPDX-License-Identifier: Apache-2.0
#include "users/postgres/user_queries.hpp"

#include "pg/rows.hpp"
#include "sql/user_lists.hpp"

namespace qc::users {
namespace {

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
    auto const rows = co_await database_.read(sql::user_public, pg::parameters(user));
    auto users = people::public_users_of(rows, url_of_);
    if (users.empty()) co_return std::nullopt;
    co_return std::move(users.front());
}

Task<Page<UserRead>> PostgresUserQueries::list(UserFilter filter, PageRequest page) {
    auto queries = filter.search ? search_queries(filter, page) : plain_queries(filter, page);
    auto const rows = co_await database_.read_together(std::move(queries));
    Page<UserRead> found;
    found.total = pg::only_row<std::int64_t>(rows[0]);
    found.items = people::users_of(rows[1], url_of_);
    found.page = page.page;
    found.size = page.size;
    co_return found;
}

} // namespace qc::users

// SPDX-License-Identifier: Apache-2.0
#include "friends/postgres/friend_queries.hpp"

#include "pg/rows.hpp"
#include "sql/friends.hpp"

#include <boost/describe.hpp>

namespace qc::friends {
namespace {

using pg::parameters;
using pg::Query;

struct RequestRow {
    FriendRequestId id;
    std::string first_name;
    std::string last_name;
    std::string username;
    UserId other;
    bool sent = false;
    std::string status;
    Instant created_at;
    Instant updated_at;
};

BOOST_DESCRIBE_STRUCT(
    RequestRow,
    (),
    (id, first_name, last_name, username, other, sent, status, created_at, updated_at)
)

RequestView view_of(RequestRow row) {
    return {
        row.id,
        std::move(row.first_name),
        std::move(row.last_name),
        std::move(row.username),
        row.other,
        row.sent,
        request_status_named(row.status).value(),
        row.created_at,
        row.updated_at
    };
}

template <class View>
Page<View> page_of(pg::Rows const& count, PageRequest const& request) {
    Page<View> page;
    page.total = pg::only_row<std::int64_t>(count);
    page.page = request.page;
    page.size = request.size;
    return page;
}

std::optional<std::string> stored(std::optional<RequestStatus> status) {
    if (!status) return std::nullopt;
    return std::string(name_of(*status));
}

Page<RequestView> requests_of(std::vector<pg::Rows> const& answers, PageRequest const& request) {
    auto page = page_of<RequestView>(answers[0], request);
    for (auto& row : pg::rows_as<RequestRow>(answers[1]))
        page.items.push_back(view_of(std::move(row)));
    return page;
}

} // namespace

Task<bool> PostgresFriendQueries::are_friends(UserId one, UserId other) {
    auto const rows = co_await database_.read(sql::are_friends, parameters(one, other));
    co_return pg::only_row<bool>(rows);
}

Task<std::optional<Page<users::UserPublic>>>
PostgresFriendQueries::friends(UserId user, std::optional<std::string> term, PageRequest request) {
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::user_exists, parameters(user)),
        Query(sql::count_friends, parameters(user, term)),
        Query(sql::list_friends, parameters(user, term, request.size, request.offset()))
    ));
    if (answers[0].empty()) co_return std::nullopt;
    auto page = page_of<users::UserPublic>(answers[1], request);
    page.items = people::public_users_of(answers[2], url_of_);
    co_return page;
}

Task<Page<RequestView>>
PostgresFriendQueries::sent(UserId user, std::optional<RequestStatus> status, PageRequest page) {
    auto const wanted = stored(status);
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::count_sent, parameters(user, wanted)),
        Query(sql::list_sent, parameters(user, wanted, page.size, page.offset()))
    ));
    co_return requests_of(answers, page);
}

Task<Page<RequestView>> PostgresFriendQueries::received(
    UserId user, std::optional<RequestStatus> status, PageRequest page
) {
    auto const wanted = stored(status);
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::count_received, parameters(user, wanted)),
        Query(sql::list_received, parameters(user, wanted, page.size, page.offset()))
    ));
    co_return requests_of(answers, page);
}

Task<std::optional<RequestView>> PostgresFriendQueries::request(FriendRequestId id, UserId reader) {
    auto row =
        pg::row_as<RequestRow>(co_await database_.read(sql::request_for, parameters(id, reader)));
    if (!row) co_return std::nullopt;
    co_return view_of(*std::move(row));
}

} // namespace qc::friends

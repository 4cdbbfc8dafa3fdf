// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/postgres/unlock_requests.hpp"

#include "pg/rows.hpp"
#include "sql/unlock_requests.hpp"

#include <boost/describe.hpp>

namespace qc::unlock_requests {
namespace {

using pg::parameters;
using pg::Query;

struct UndecidedRow {
    UserId user_id;
    std::string status;
};

BOOST_DESCRIBE_STRUCT(UndecidedRow, (), (user_id, status))

struct RequestRow {
    UnlockRequestId id;
    std::string email;
    std::string reason;
    std::string status;
    std::string message;
    Instant created_at;
    Instant updated_at;
};

BOOST_DESCRIBE_STRUCT(RequestRow, (), (id, email, reason, status, message, created_at, updated_at))

std::optional<Undecided> undecided_of(pg::Rows const& rows) {
    auto const row = pg::row_as<UndecidedRow>(rows);
    if (!row) return std::nullopt;
    return Undecided{row->user_id, status_named(row->status)};
}

UnlockRequest view_of(RequestRow row) {
    return {
        row.id,
        std::move(row.email),
        std::move(row.reason),
        status_named(row.status),
        std::move(row.message),
        row.created_at,
        row.updated_at
    };
}

std::optional<std::vector<std::string>> names_of(std::vector<Status> const& statuses) {
    if (statuses.empty()) return std::nullopt;
    std::vector<std::string> names;
    for (auto const status : statuses)
        names.emplace_back(name_of(status));
    return names;
}

std::vector<std::int32_t> numbers_of(std::vector<SortTerm> const& order) {
    std::vector<std::int32_t> numbers;
    for (auto const& [column, descending] : order) {
        auto const number = static_cast<std::int32_t>(column) + 1;
        numbers.push_back(descending ? -number : number);
    }
    return numbers;
}

Query list_query(Listing const& listing, PageRequest const& page) {
    auto const statuses = names_of(listing.statuses);
    auto const& [email, reason, wanted, order] = listing;
    if (order.empty()) {
        return {
            sql::newest_unlock_requests,
            parameters(email, reason, statuses, page.size, page.offset())
        };
    }
    return {
        sql::ordered_unlock_requests,
        parameters(email, reason, statuses, page.size, page.offset(), numbers_of(order))
    };
}

} // namespace

Task<bool> PostgresUnlockRequests::add(Transaction& transaction, NewRequest request) {
    auto const rows = co_await database_.execute(
        transaction,
        sql::add_unlock_request,
        parameters(request.user, request.email, request.reason, request.message)
    );
    co_return rows.affected() > 0;
}

Task<std::optional<Undecided>>
PostgresUnlockRequests::find(Transaction& transaction, UnlockRequestId id) {
    co_return undecided_of(co_await database_.execute(transaction, sql::undecided, parameters(id)));
}

Task<std::optional<Undecided>>
PostgresUnlockRequests::lock(Transaction& transaction, UnlockRequestId id) {
    co_return undecided_of(
        co_await database_.execute(transaction, sql::lock_unlock_request, parameters(id))
    );
}

Task<void> PostgresUnlockRequests::decide(Transaction& transaction, Decision decision) {
    auto const [id, status, decided_by, decided_at] = decision;
    co_await database_.execute(
        transaction,
        sql::decide_unlock_request,
        parameters(id, name_of(status), decided_by, decided_at)
    );
}

Task<void> PostgresUnlockRequests::remove_all(Transaction& transaction, UserId user) {
    co_await database_.execute(transaction, sql::remove_unlock_requests, parameters(user));
}

Task<Page<UnlockRequest>> PostgresUnlockRequests::list(Listing listing, PageRequest request) {
    auto const statuses = names_of(listing.statuses);
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::count_unlock_requests, parameters(listing.email, listing.reason, statuses)),
        list_query(listing, request)
    ));
    Page<UnlockRequest> page;
    page.total = pg::only_row<std::int64_t>(answers[0]);
    page.page = request.page;
    page.size = request.size;
    for (auto& row : pg::rows_as<RequestRow>(answers[1]))
        page.items.push_back(view_of(std::move(row)));
    co_return page;
}

Task<std::optional<UnlockRequest>> PostgresUnlockRequests::find(UnlockRequestId id) {
    auto row = pg::row_as<RequestRow>(co_await database_.read(sql::unlock_request, parameters(id)));
    if (!row) co_return std::nullopt;
    co_return view_of(*std::move(row));
}

} // namespace qc::unlock_requests

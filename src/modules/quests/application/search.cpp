// SPDX-License-Identifier: Apache-2.0
#include "quests/application/search.hpp"

#include "access/errors.hpp"

#include <algorithm>

namespace qc::quests {
namespace {

using access::Permission;

constexpr std::int64_t deepest_row = 10'000;
constexpr std::size_t remembered_totals = 4096;
constexpr std::chrono::seconds total_age{60};

SearchOrder order_of(SearchCommand const& command) {
    auto const fallback = command.filters.text ? SortKey::relevance : SortKey::created;
    auto const key = command.sort.value_or(fallback);
    return {key, command.direction.value_or(default_direction(key))};
}

Problem query_problem(std::string field, std::string_view text) {
    return {{"query", std::move(field)}, "Value error, " + std::string(text), "value_error"};
}

Result<Nothing> check(SearchCommand const& command, SearchOrder order) {
    std::vector<Problem> problems;
    if (order.key == SortKey::relevance && !command.filters.text) {
        problems.push_back(query_problem("sort", "Sorting by relevance needs q."));
    }
    if (order.key == SortKey::distance && !command.filters.near) {
        problems.push_back(query_problem("sort", "Sorting by distance needs near."));
    }
    auto const last_row = static_cast<std::int64_t>(command.page.page) * command.page.size;
    if (!command.cursor && last_row > deepest_row) {
        problems.push_back(query_problem("page", "page * size may not exceed 10000."));
    }
    if (command.cursor && command.page.page != 1) {
        problems.push_back(query_problem("page", "A cursor replaces the page."));
    }
    if (!problems.empty()) return invalid_input(std::move(problems));
    return nothing;
}

/// Players list published quests only; authors also their own in another status.
Result<Nothing> narrow(SearchFilters& filters, access::Caller const& caller) {
    if (!filters.status) return nothing;
    if (caller.may(Permission::edit_quests) || caller.may(Permission::moderate_quests)) {
        return nothing;
    }
    if (!caller.may(Permission::create_quests)) {
        return Error{&access::permission_denied}.with(
            "permission", std::string(access::text_of(Permission::moderate_quests).name)
        );
    }
    filters.author = caller.user;
    return nothing;
}

} // namespace

Search::Search(SearchQueries& queries, SearchCursors cursors, Clock const& clock)
    : queries_(queries)
    , cursors_(cursors)
    , large_totals_({remembered_totals, total_age}, clock) {}

Task<Result<SearchAnswer>> Search::operator()(access::Caller const& caller, SearchCommand command) {
    auto const order = order_of(command);
    QC_CHECK(check(command, order));
    QC_CHECK(narrow(command.filters, caller));
    auto const filters = canonical(command.filters);
    CursorScope const scope{order, filters};
    // One row more than shown tells whether there is a next page.
    SearchRange range{order, command.page.offset(), command.page.size + 1, std::nullopt};
    if (command.cursor) {
        range.after = has_cursor(order.key) ? cursors_.open(scope, *command.cursor) : std::nullopt;
        if (!range.after) {
            std::vector<PlaceStep> where;
            where.emplace_back("query");
            where.emplace_back("cursor");
            co_return value_error(std::move(where), "The cursor belongs to another query.");
        }
    }
    auto found = co_await list(command.filters, std::move(range), command.exact_total);
    SearchAnswer answer{std::move(found.items), found.total.value, found.total.exact, {}};
    auto const size = static_cast<std::size_t>(command.page.size);
    if (answer.items.size() > size) {
        answer.items.resize(size);
        if (has_cursor(order.key)) {
            answer.next_cursor = cursors_.seal(scope, position_of(order.key, answer.items.back()));
        }
    }
    co_return answer;
}

Task<SearchAnswer> Search::newest(SearchFilters filters, PageRequest page) {
    SearchRange range{SearchOrder{}, page.offset(), page.size, std::nullopt};
    auto found = co_await list(filters, std::move(range), false);
    co_return SearchAnswer{std::move(found.items), found.total.value, found.total.exact, {}};
}

Task<Search::Listing>
Search::list(SearchFilters const& filters, SearchRange range, bool exact_total) {
    auto key = canonical(filters);
    Listing out;
    auto const* const known = exact_total ? nullptr : large_totals_.find(key);
    if (known != nullptr) out.total = Total{*known, false};
    bool const count = known == nullptr && !exact_total;
    auto found = co_await queries_.find(filters, std::move(range), count);
    out.items = std::move(found.items);
    if (exact_total) {
        out.total.value = co_await queries_.count(filters);
    } else if (found.counted && *found.counted <= counted_total) {
        out.total.value = *found.counted;
    } else if (found.counted) {
        auto const expected = co_await queries_.estimate(filters);
        out.total = Total{std::max(expected, counted_total + 1), false};
        large_totals_.put(std::move(key), out.total.value);
    }
    co_return out;
}

} // namespace qc::quests

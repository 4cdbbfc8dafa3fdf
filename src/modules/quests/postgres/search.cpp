// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/search.hpp"

#include "pg/rows.hpp"
#include "quests/postgres/item_row.hpp"
#include "quests/postgres/search_statements.hpp"

#include <charconv>
#include <stdexcept>

namespace qc::quests {
namespace {

/// The first line of EXPLAIN ends in (cost=0.29..8.31 rows=1 width=4).
std::int64_t expected_rows(std::string_view line) {
    constexpr std::string_view mark = " rows=";
    auto const found = line.find(mark);
    std::int64_t rows = 0;
    if (found != std::string_view::npos) line.remove_prefix(found + mark.size());
    auto const read = std::from_chars(line.data(), line.data() + line.size(), rows);
    if (found == std::string_view::npos || read.ec != std::errc{}) {
        throw std::logic_error("EXPLAIN answered without a number of rows");
    }
    return rows;
}

} // namespace

Task<SearchResult>
PostgresSearch::find(SearchFilters const& filters, SearchRange range, bool with_total) {
    auto asked = pg::queries(find_statement(statements_, filters, range));
    if (with_total) asked.push_back(bounded_count_statement(statements_, filters));
    auto const answers = co_await database_.read_together(std::move(asked));
    SearchResult result;
    result.items = pg::rows_as<QuestItem>(answers.front());
    if (with_total) result.counted = pg::only_row<std::int64_t>(answers.back());
    co_return result;
}

Task<std::int64_t> PostgresSearch::count(SearchFilters const& filters) {
    auto query = full_count_statement(statements_, filters);
    auto const rows = co_await database_.read(*query.statement, std::move(query.parameters));
    co_return pg::only_row<std::int64_t>(rows);
}

Task<std::int64_t> PostgresSearch::estimate(SearchFilters const& filters) {
    auto query = estimate_statement(statements_, filters);
    auto const rows = co_await database_.read(*query.statement, std::move(query.parameters));
    auto const lines = pg::rows_as<std::string>(rows);
    if (lines.empty()) throw std::logic_error("EXPLAIN answered nothing");
    co_return expected_rows(lines.front());
}

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/application/search_queries.hpp"
#include "quests/postgres/statement_composer.hpp"

namespace qc::quests {

/// The rows of a list.
[[nodiscard]] pg::Query find_statement(
    ComposedStatements& statements, SearchFilters const& filters, SearchRange const& range
);

/// Their number, but at most counted_total + 1.
[[nodiscard]] pg::Query
bounded_count_statement(ComposedStatements& statements, SearchFilters const& filters);

/// Their number, however long it takes.
[[nodiscard]] pg::Query
full_count_statement(ComposedStatements& statements, SearchFilters const& filters);

/// EXPLAIN of the rows, without reading them.
[[nodiscard]] pg::Query
estimate_statement(ComposedStatements& statements, SearchFilters const& filters);

} // namespace qc::quests

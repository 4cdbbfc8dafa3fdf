// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "quests/application/search_queries.hpp"
#include "quests/postgres/statement_composer.hpp"

namespace qc::quests {

class PostgresSearch final : public SearchQueries {
public:
    explicit PostgresSearch(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<SearchResult>
    find(SearchFilters const& filters, SearchRange range, bool with_total) override;
    [[nodiscard]] Task<std::int64_t> count(SearchFilters const& filters) override;
    [[nodiscard]] Task<std::int64_t> estimate(SearchFilters const& filters) override;

private:
    pg::Database& database_;
    ComposedStatements statements_;
};

} // namespace qc::quests

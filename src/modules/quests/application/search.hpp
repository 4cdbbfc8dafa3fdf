// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/page.hpp"
#include "core/result.hpp"
#include "quests/application/search_cursor.hpp"
#include "quests/application/search_queries.hpp"
#include "resilience/lru.hpp"

namespace qc::quests {

struct SearchCommand {
    SearchFilters filters;
    std::optional<SortKey> sort;
    std::optional<Direction> direction;
    PageRequest page;
    std::optional<std::string> cursor;
    /// Count them all, however many.
    bool exact_total = false;
};

struct SearchAnswer {
    std::vector<QuestItem> items;
    std::int64_t total = 0;
    bool total_exact = true;
    std::optional<std::string> next_cursor;
};

/// Finds quests by filters. Belongs to one worker; remembers large totals for a minute.
class Search {
public:
    Search(SearchQueries& queries, SearchCursors cursors, Clock const& clock);

    /// Refuses with 422 for combinations that make no sense and cursors of another query, with
    /// PERMISSION_DENIED for a status that the caller may not list.
    [[nodiscard]] Task<Result<SearchAnswer>>
    operator()(access::Caller const& caller, SearchCommand command);

    /// A page of a plain list, newest first; the total as in a search.
    [[nodiscard]] Task<SearchAnswer> newest(SearchFilters filters, PageRequest page);

private:
    struct Total {
        std::int64_t value = 0;
        bool exact = true;
    };

    struct Listing {
        std::vector<QuestItem> items;
        Total total;
    };

    [[nodiscard]] Task<Listing>
    list(SearchFilters const& filters, SearchRange range, bool exact_total);

    SearchQueries& queries_;
    SearchCursors cursors_;
    resilience::Lru<std::string, std::int64_t> large_totals_;
};

} // namespace qc::quests

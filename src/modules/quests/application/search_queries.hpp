// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "quests/application/quest_item.hpp"
#include "quests/domain/search_filters.hpp"

namespace qc::quests {

/// Totals up to this are counted, larger ones estimated.
inline constexpr std::int64_t counted_total = 1000;

/// Where a list goes on: the last row that was shown.
struct SearchPosition {
    /// What that row is sorted by, as PostgreSQL reads it.
    std::string key;
    QuestId id;
};

struct SearchRange {
    SearchOrder order;
    std::int64_t offset = 0;
    std::int32_t limit = 0;
    std::optional<SearchPosition> after;
};

struct SearchResult {
    std::vector<QuestItem> items;
    /// At most counted_total + 1; nullopt when it was not asked for.
    std::optional<std::int64_t> counted;
};

class SearchQueries {
public:
    virtual ~SearchQueries() = default;

    /// Rows and bounded total come from one snapshot.
    [[nodiscard]] virtual Task<SearchResult>
    find(SearchFilters const& filters, SearchRange range, bool with_total) = 0;

    /// However many there are.
    [[nodiscard]] virtual Task<std::int64_t> count(SearchFilters const& filters) = 0;

    /// What the planner expects, without reading rows.
    [[nodiscard]] virtual Task<std::int64_t> estimate(SearchFilters const& filters) = 0;
};

} // namespace qc::quests

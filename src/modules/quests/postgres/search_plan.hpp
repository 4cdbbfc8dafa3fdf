// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/statement.hpp"
#include "quests/domain/search_filters.hpp"

#include <string>

namespace qc::quests {

/// Equality filters that lead an index; all of them have exactly one value.
enum class Anchor {
    none,
    category_level_place_group,
    category_level,
    category,
    place_group,
    timeframe_mileage,
    timeframe,
    mileage,
    vehicle,
};

/// How filters become a WHERE clause. What an index can serve stands alone, so that its plan is the
/// same for all values; everything else goes into one clause whose parameters may be null.
struct SearchPlan {
    Anchor anchor = Anchor::none;
    bool cost = false;
    bool subscription = false;
    bool text = false;
    /// Boxes of the search area; empty without one.
    std::vector<MercatorBox> boxes;
    /// The filters that are left for the clause of nullable parameters.
    SearchFilters rest;
    bool has_rest = false;
};

[[nodiscard]] SearchPlan plan_of(SearchFilters const& filters);

/// Part of the name of a prepared statement; differs whenever the text does.
[[nodiscard]] std::string shape_name(SearchPlan const& plan);

} // namespace qc::quests

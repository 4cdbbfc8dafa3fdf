// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/search_statements.hpp"

#include "quests/domain/mercator.hpp"
#include "quests/postgres/search_plan.hpp"
#include "sql/quest_search.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace qc::quests {
namespace {

constexpr std::int64_t first_rows = 101;
/// True distances may differ in order from those on the projection.
constexpr std::int64_t oversampling = 4;
/// Where the projection ends.
constexpr double last_latitude = 85.05;

template <class T>
std::optional<std::vector<T>> or_null(std::vector<T> const& values) {
    if (values.empty()) return std::nullopt;
    return values;
}

void add_scope(StatementComposer& to, SearchFilters const& filters) {
    if (filters.status) {
        to.add(sql::scope_status, status_name(*filters.status));
    } else {
        to.add(filters.any_status ? sql::scope_any : sql::scope_published);
    }
}

void add_anchor(StatementComposer& to, Anchor anchor, SearchFilters const& filters) {
    switch (anchor) {
    case Anchor::none:
        return;
    case Anchor::category_level_place_group:
        return to.add(
            sql::by_category_level_place_group,
            filters.categories.front(),
            filters.levels.front(),
            filters.places.front(),
            filters.groups.front()
        );
    case Anchor::category_level:
        return to.add(sql::by_category_level, filters.categories.front(), filters.levels.front());
    case Anchor::category:
        return to.add(sql::by_category, filters.categories.front());
    case Anchor::place_group:
        return to.add(sql::by_place_group, filters.places.front(), filters.groups.front());
    case Anchor::timeframe_mileage:
        return to.add(
            sql::by_timeframe_mileage, filters.timeframes.front(), filters.mileages.front()
        );
    case Anchor::timeframe:
        return to.add(sql::by_timeframe, filters.timeframes.front());
    case Anchor::mileage:
        return to.add(sql::by_mileage, filters.mileages.front());
    case Anchor::vehicle:
        return to.add(sql::by_vehicle, filters.vehicles.front());
    }
}

void add_area(StatementComposer& to, SearchPlan const& plan, SearchArea const& area) {
    auto const& a = plan.boxes.front();
    if (plan.boxes.size() == 1) {
        to.add(sql::by_box, a.left_m, a.bottom_m, a.right_m, a.top_m);
    } else {
        auto const& b = plan.boxes.back();
        to.add(
            sql::by_two_boxes,
            a.left_m,
            a.bottom_m,
            a.right_m,
            a.top_m,
            b.left_m,
            b.bottom_m,
            b.right_m,
            b.top_m
        );
    }
    to.add(sql::by_distance, area.latitude, area.longitude, area.radius_m);
}

void add_rest(StatementComposer& to, SearchFilters const& rest) {
    to.add(
        sql::by_the_rest,
        or_null(rest.categories),
        or_null(rest.levels),
        or_null(rest.places),
        or_null(rest.groups),
        or_null(rest.vehicles),
        or_null(rest.timeframes),
        rest.unlimited,
        or_null(rest.mileages),
        rest.is_subscription,
        rest.cost_min,
        rest.cost_max,
        rest.free,
        rest.rating_min,
        rest.author
    );
}

void add_conditions(StatementComposer& to, SearchPlan const& plan, SearchFilters const& filters) {
    constexpr auto most = std::numeric_limits<std::int32_t>::max();
    add_scope(to, filters);
    add_anchor(to, plan.anchor, filters);
    if (plan.cost) {
        to.add(sql::by_cost, filters.cost_min.value_or(0), filters.cost_max.value_or(most));
    }
    if (plan.subscription) to.add(sql::by_subscription, *filters.is_subscription);
    if (plan.text) to.add(sql::by_text, *filters.text);
    if (!plan.boxes.empty()) add_area(to, plan, *filters.near);
    if (plan.has_rest) add_rest(to, plan.rest);
}

/// One statement for each order and direction.
pg::Statement const&
directed(Direction direction, pg::Statement const& ascending, pg::Statement const& descending) {
    return direction == Direction::asc ? ascending : descending;
}

pg::Statement const& order_fragment(SearchOrder order) {
    auto const direction = order.direction;
    switch (order.key) {
    case SortKey::created:
        return directed(direction, sql::order_created_asc, sql::order_created_desc);
    case SortKey::cost:
        return directed(direction, sql::order_cost_asc, sql::order_cost_desc);
    case SortKey::rating:
        return directed(direction, sql::order_rating_asc, sql::order_rating_desc);
    case SortKey::name:
        return directed(direction, sql::order_name_asc, sql::order_name_desc);
    case SortKey::distance:
        return directed(direction, sql::order_distance_asc, sql::order_distance_desc);
    case SortKey::relevance:
        break;
    }
    throw std::logic_error("relevance has a statement of its own");
}

pg::Statement const& after_fragment(SearchOrder order) {
    auto const direction = order.direction;
    switch (order.key) {
    case SortKey::created:
        return directed(direction, sql::after_created_asc, sql::after_created_desc);
    case SortKey::cost:
        return directed(direction, sql::after_cost_asc, sql::after_cost_desc);
    case SortKey::rating:
        return directed(direction, sql::after_rating_asc, sql::after_rating_desc);
    case SortKey::name:
        return directed(direction, sql::after_name_asc, sql::after_name_desc);
    case SortKey::relevance:
    case SortKey::distance:
        break;
    }
    throw std::logic_error("this order has no cursor");
}

void add_columns(StatementComposer& to, SearchFilters const& filters) {
    to.add(sql::item_columns);
    if (filters.near) {
        to.add(sql::distance_column, filters.near->latitude, filters.near->longitude);
    } else {
        to.add(sql::no_distance);
    }
}

struct FindParts {
    SearchPlan plan;
    bool nearest = false;
    bool first = false;
};

std::string find_name(FindParts const& parts, SearchRange const& range) {
    std::string name = "quests.find" + shape_name(parts.plan) + "_by_";
    name += sort_key_names[static_cast<std::size_t>(range.order.key)].second;
    name += range.order.direction == Direction::asc ? "_asc" : "_desc";
    if (range.after) name += "_on";
    if (!parts.first && !parts.nearest) name += "_deep";
    return name;
}

void add_ranked(
    StatementComposer& to,
    SearchPlan const& plan,
    SearchFilters const& filters,
    SearchRange const& range
) {
    add_columns(to, filters);
    to.add(sql::ranked_begin, *filters.text);
    add_conditions(to, plan, filters);
    auto const& end = directed(range.order.direction, sql::ranked_end_asc, sql::ranked_end_desc);
    to.add(end, range.offset, range.limit);
}

} // namespace

pg::Query find_statement(
    ComposedStatements& statements, SearchFilters const& filters, SearchRange const& range
) {
    FindParts parts{plan_of(filters)};
    bool const ranked = range.order.key == SortKey::relevance;
    auto const deepest = range.offset + range.limit;
    parts.nearest = range.order == SearchOrder{SortKey::distance, Direction::asc} &&
                    parts.plan.boxes.size() == 1;
    parts.first = ranked || deepest <= first_rows;
    StatementComposer to(statements, find_name(parts, range));
    if (ranked) {
        add_ranked(to, parts.plan, filters, range);
        return std::move(to).take();
    }
    if (parts.nearest || parts.first) to.add(sql::window_begin);
    add_columns(to, filters);
    to.add(sql::from_quest);
    add_conditions(to, parts.plan, filters);
    if (range.after) to.add(after_fragment(range.order), range.after->key, range.after->id);
    if (parts.nearest) {
        auto const latitude = std::clamp(filters.near->latitude, -last_latitude, last_latitude);
        auto const centre = *mercator(latitude, filters.near->longitude);
        auto const candidates = oversampling * deepest;
        to.add(sql::nearest_end, centre.x_m, centre.y_m, candidates, range.offset, range.limit);
        return std::move(to).take();
    }
    to.add(order_fragment(range.order));
    if (parts.first) to.add(sql::first_rows);
    to.add(parts.first ? sql::window_end : sql::rows_of_range, range.offset, range.limit);
    return std::move(to).take();
}

pg::Query bounded_count_statement(ComposedStatements& statements, SearchFilters const& filters) {
    auto const plan = plan_of(filters);
    StatementComposer to(statements, "quests.count" + shape_name(plan));
    to.add(sql::count_begin);
    add_conditions(to, plan, filters);
    to.add(sql::count_some_end);
    return std::move(to).take();
}

pg::Query full_count_statement(ComposedStatements& statements, SearchFilters const& filters) {
    auto const plan = plan_of(filters);
    StatementComposer to(statements, "quests.count_all" + shape_name(plan));
    to.make_slow();
    to.add(sql::count_begin);
    add_conditions(to, plan, filters);
    to.add(sql::count_all_end);
    return std::move(to).take();
}

pg::Query estimate_statement(ComposedStatements& statements, SearchFilters const& filters) {
    auto const plan = plan_of(filters);
    StatementComposer to(statements, "quests.estimate" + shape_name(plan));
    to.add(sql::estimate_begin);
    add_conditions(to, plan, filters);
    return std::move(to).take();
}

} // namespace qc::quests

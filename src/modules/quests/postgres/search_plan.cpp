// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/search_plan.hpp"

#include <array>

namespace qc::quests {
namespace {

constexpr std::array<std::string_view, 9> anchor_names{
    "",
    "_category_level_place_group",
    "_category_level",
    "_category",
    "_place_group",
    "_timeframe_mileage",
    "_timeframe",
    "_mileage",
    "_vehicle",
};

template <class T>
bool single(std::vector<T> const& values) {
    return values.size() == 1;
}

Anchor anchor_of(SearchFilters const& filters) {
    bool const level = single(filters.levels);
    bool const place_group = single(filters.places) && single(filters.groups);
    bool const timeframe = single(filters.timeframes) && !filters.unlimited;
    if (single(filters.categories) && level) {
        return place_group ? Anchor::category_level_place_group : Anchor::category_level;
    }
    if (place_group) return Anchor::place_group;
    if (timeframe && single(filters.mileages)) return Anchor::timeframe_mileage;
    if (single(filters.categories)) return Anchor::category;
    if (timeframe) return Anchor::timeframe;
    if (single(filters.mileages)) return Anchor::mileage;
    if (single(filters.vehicles)) return Anchor::vehicle;
    return Anchor::none;
}

/// Takes out of the rest what the anchor says already.
void remove_anchored(SearchFilters& rest, Anchor anchor) {
    switch (anchor) {
    case Anchor::category_level_place_group:
        rest.places.clear();
        rest.groups.clear();
        [[fallthrough]];
    case Anchor::category_level:
        rest.levels.clear();
        [[fallthrough]];
    case Anchor::category:
        rest.categories.clear();
        break;
    case Anchor::place_group:
        rest.places.clear();
        rest.groups.clear();
        break;
    case Anchor::timeframe_mileage:
        rest.mileages.clear();
        [[fallthrough]];
    case Anchor::timeframe:
        rest.timeframes.clear();
        break;
    case Anchor::mileage:
        rest.mileages.clear();
        break;
    case Anchor::vehicle:
        rest.vehicles.clear();
        break;
    case Anchor::none:
        break;
    }
}

bool any_left(SearchFilters const& rest) {
    return !rest.categories.empty() || !rest.levels.empty() || !rest.places.empty() ||
           !rest.groups.empty() || !rest.vehicles.empty() || !rest.timeframes.empty() ||
           rest.unlimited || !rest.mileages.empty() || rest.is_subscription || rest.cost_min ||
           rest.cost_max || rest.free || rest.rating_min || rest.author;
}

std::string_view scope_name(SearchFilters const& filters) {
    if (filters.status) return "_status";
    return filters.any_status ? "_any" : "";
}

} // namespace

SearchPlan plan_of(SearchFilters const& filters) {
    SearchPlan plan;
    plan.rest = filters;
    plan.text = filters.text.has_value();
    if (filters.near) plan.boxes = boxes_around(*filters.near);
    bool const published = !filters.status && !filters.any_status;
    // The partial indexes hold published quests; words and places have an index of their own.
    if (published && !plan.text && plan.boxes.empty()) {
        plan.anchor = anchor_of(filters);
        remove_anchored(plan.rest, plan.anchor);
        if (plan.anchor == Anchor::none) {
            plan.cost = filters.cost_min || filters.cost_max;
            plan.subscription = filters.is_subscription.has_value();
        }
        if (plan.cost) plan.rest.cost_min = plan.rest.cost_max = std::nullopt;
        if (plan.subscription) plan.rest.is_subscription.reset();
    }
    plan.has_rest = any_left(plan.rest);
    return plan;
}

std::string shape_name(SearchPlan const& plan) {
    std::string out(scope_name(plan.rest));
    out += anchor_names[static_cast<std::size_t>(plan.anchor)];
    if (plan.cost) out += "_cost";
    if (plan.subscription) out += "_subscription";
    if (plan.text) out += "_text";
    if (plan.boxes.size() == 1) out += "_box";
    if (plan.boxes.size() == 2) out += "_boxes";
    if (plan.has_rest) out += "_rest";
    return out;
}

} // namespace qc::quests

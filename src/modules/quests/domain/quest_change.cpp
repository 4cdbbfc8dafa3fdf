// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/quest_change.hpp"

#include "quests/domain/place_rules.hpp"
#include "quests/domain/write_errors.hpp"

#include <algorithm>

namespace qc::quests {
namespace {

template <class T>
void set(T& member, std::optional<T> const& change) {
    if (change) member = *change;
}

/// The elements that `changes` leave, and how many were deleted.
template <class Element>
struct ListOutcome {
    std::vector<Element> elements;
    std::size_t deleted = 0;
    /// Position in `elements` of each change that is no deletion, in order.
    std::vector<std::size_t> changed;
};

template <class Element, class ElementChange>
std::optional<std::size_t>
position_of(std::vector<Element> const& elements, ElementChange const& change) {
    auto const found = std::find_if(elements.begin(), elements.end(), [&](Element const& element) {
        return element.id == change.id;
    });
    if (found == elements.end()) return std::nullopt;
    return static_cast<std::size_t>(found - elements.begin());
}

/// Replacing: the listed elements in the order of the list.
template <class Element, class ElementChange>
Result<ListOutcome<Element>> replaced(
    std::vector<Element> const& elements,
    std::vector<ElementChange> const& changes,
    ErrorCode const& not_found
) {
    ListOutcome<Element> outcome;
    for (auto const& change : changes) {
        Element element;
        if (change.id) {
            auto const position = position_of(elements, change);
            bool const repeated = position_of(outcome.elements, change).has_value();
            if (!position || repeated) return not_found;
            element = elements[*position];
        }
        outcome.changed.push_back(outcome.elements.size());
        outcome.elements.push_back(std::move(element));
    }
    outcome.deleted = static_cast<std::size_t>(std::count_if(
        elements.begin(),
        elements.end(),
        [&](Element const& element) { return !position_of(outcome.elements, element); }
    ));
    return outcome;
}

/// Patching: what is there stays where it is, what is new comes last.
template <class Element, class ElementChange>
Result<ListOutcome<Element>> patched(
    std::vector<Element> elements,
    std::vector<ElementChange> const& changes,
    ErrorCode const& not_found
) {
    ListOutcome<Element> outcome;
    for (auto const& change : changes) {
        if (change.id && !position_of(elements, change)) return not_found;
        if (!change.is_delete) continue;
        outcome.deleted += std::erase_if(elements, [&](Element const& element) {
            return element.id == change.id;
        });
    }
    for (auto const& change : changes) {
        if (change.is_delete) continue;
        if (!change.id) elements.emplace_back();
        auto const position = change.id ? position_of(elements, change) : elements.size() - 1;
        if (!position) return not_found;
        outcome.changed.push_back(*position);
    }
    outcome.elements = std::move(elements);
    return outcome;
}

/// `one(element, change)` for every change that is no deletion.
template <class Element, class ElementChange, class One>
Result<std::size_t> apply_list(
    std::vector<Element>& elements,
    std::vector<ElementChange> const& changes,
    std::pair<bool, ErrorCode const*> rule,
    One one
) {
    auto const [replaces, not_found] = rule;
    auto outcome =
        replaces ? replaced(elements, changes, *not_found) : patched(elements, changes, *not_found);
    if (!outcome) return std::move(outcome).error();
    std::size_t next = 0;
    for (auto const& change : changes) {
        if (change.is_delete && !replaces) continue;
        QC_CHECK_NOW(one(outcome->elements[outcome->changed[next++]], change));
    }
    elements = std::move(outcome->elements);
    return outcome->deleted;
}

Result<Nothing> apply_place(AuthoredPlace& place, PlaceChange const& change) {
    set(place.longitude, change.longitude);
    set(place.latitude, change.latitude);
    set(place.detections_radius_m, change.detections_radius_m);
    set(place.height_m, change.height_m);
    set(place.random_occurrence_m, change.random_occurrence_m);
    set(place.interaction_inaccuracy_m, change.interaction_inaccuracy_m);
    set(place.part, change.part);
    return nothing;
}

Result<Nothing> apply_hint(AuthoredHint& hint, HintChange const& change) {
    set(hint.text, change.text);
    set(hint.cost, change.cost);
    return nothing;
}

void set_answer(AuthoredPoint& point, PointChange const& change) {
    set(point.type, change.type);
    set(point.tool, change.tool);
    set(point.type_photo, change.type_photo);
    set(point.type_code, change.type_code);
    set(point.type_word, change.type_word);
    set(point.file_key, change.file_key);
    set(point.is_divide, change.is_divide);
    set(point.hidden, change.hidden);
}

/// What the form of a request cannot see: elements that are added to those that are stored.
void check_size(
    std::vector<Problem>& problems, std::size_t size, std::size_t most, std::vector<PlaceStep> where
) {
    if (size <= most) return;
    problems.push_back(
        {std::move(where),
         "List should have at most " + std::to_string(most) + " items after validation",
         "too_long"}
    );
}

std::vector<PlaceStep> below(std::vector<PlaceStep> where, char const* member) {
    where.emplace_back(std::string(member));
    return where;
}

Result<Nothing> apply_point(AuthoredPoint& point, PointChange const& change) {
    set(point.name, change.name);
    set(point.description, change.description);
    set(point.order, change.order);
    set_answer(point, change);
    std::pair const place_rule(change.replaces, &place_settings_not_found);
    auto const deleted = apply_list(point.places, change.places, place_rule, apply_place);
    if (!deleted) return deleted.error();
    bool const asked = !change.replaces;
    if (asked && *deleted > 0 && point.places.empty() && point.is_divide)
        return insufficient_places_preferences;
    std::pair const hint_rule(change.replaces, &hint_not_found);
    QC_CHECK_NOW(apply_list(point.hints, change.hints, hint_rule, apply_hint));
    auto problems = place_problems(point, change.where);
    check_size(problems, point.places.size(), max_places, below(change.where, "places"));
    check_size(problems, point.hints.size(), max_hints, below(change.where, "hints"));
    if (!problems.empty()) return invalid_input(std::move(problems));
    return nothing;
}

Result<Nothing> apply_merch(AuthoredMerch& merch, MerchChange const& change) {
    set(merch.description, change.description);
    set(merch.price, change.price);
    set(merch.image_key, change.image_key);
    return nothing;
}

void apply_preferences(AuthoredQuest& quest, QuestChange const& change) {
    set(quest.category, change.category);
    set(quest.vehicle, change.vehicle);
    set(quest.place, change.place);
    set(quest.group, change.group);
    set(quest.timeframe, change.timeframe);
    set(quest.level, change.level);
    set(quest.mileage, change.mileage);
    set(quest.is_subscription, change.is_subscription);
    set(quest.amount, change.amount);
}

void apply_texts(AuthoredQuest& quest, QuestChange const& change) {
    set(quest.name, change.name);
    set(quest.description, change.description);
    set(quest.image_key, change.image_key);
    set(quest.mentor_preference, change.mentor_preference);
    set(quest.auto_accrual, change.auto_accrual);
    set(quest.cost, change.cost);
    set(quest.reward, change.reward);
    set(quest.manual_photo_review, change.manual_photo_review);
    set(quest.attribution, change.attribution);
}

void renumber(std::vector<AuthoredPoint>& points) {
    std::vector<std::pair<std::int32_t, std::size_t>> ranks;
    for (auto const& point : points)
        ranks.emplace_back(point.order, ranks.size());
    std::sort(ranks.begin(), ranks.end());
    std::vector<AuthoredPoint> sorted;
    for (auto const& [order, position] : ranks) {
        sorted.push_back(std::move(points[position]));
        sorted.back().order = static_cast<std::int32_t>(sorted.size());
    }
    points = std::move(sorted);
}

} // namespace

Result<Nothing> apply(AuthoredQuest& quest, QuestChange const& change) {
    apply_texts(quest, change);
    apply_preferences(quest, change);
    std::vector<Problem> problems;
    auto const one = [&](AuthoredPoint& point, PointChange const& wanted) -> Result<Nothing> {
        auto done = apply_point(point, wanted);
        if (done || !done.error().is(validation_error)) return done;
        std::ranges::move(done.error().problems, std::back_inserter(problems));
        return nothing;
    };
    std::pair const point_rule(change.replaces, &point_not_found);
    auto const deleted = apply_list(quest.points, change.points, point_rule, one);
    if (!deleted) return deleted.error();
    std::pair const merch_rule(change.replaces, &merch_not_found);
    QC_CHECK_NOW(apply_list(quest.merch, change.merch, merch_rule, apply_merch));
    std::vector<PlaceStep> const body{std::string("body")};
    check_size(problems, quest.points.size(), max_points, below(body, "points"));
    check_size(problems, quest.merch.size(), max_merch, below(body, "merch"));
    if (!problems.empty()) return invalid_input(std::move(problems));
    if (*deleted > 0 && quest.status == Status::published && quest.points.size() < 2)
        return insufficient_points;
    renumber(quest.points);
    return nothing;
}

} // namespace qc::quests

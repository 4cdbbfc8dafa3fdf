// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/save_queries.hpp"

#include "quests/domain/mercator.hpp"
#include "sql/quest_writing.hpp"

namespace qc::quests {
namespace {

/// One member of every element, in order.
template <class Element, class Member>
auto column(std::vector<Element> const& elements, Member member) {
    std::vector<std::remove_cvref_t<decltype(elements.front().*member)>> values;
    values.reserve(elements.size());
    for (auto const& element : elements)
        values.push_back(element.*member);
    return values;
}

/// Ids of the elements that are stored already.
template <class Element>
auto stored_ids(std::vector<Element> const& elements) {
    std::vector<std::int32_t> ids;
    for (auto const& element : elements) {
        if (element.id) ids.push_back(element.id->value);
    }
    return ids;
}

/// The places or hints of all points in one list, each with the order of its point.
template <class Element>
struct Flat {
    std::vector<std::int32_t> point_orders;
    std::vector<std::int16_t> positions;
    std::vector<Element> elements;

    Flat(std::vector<AuthoredPoint> const& points, std::vector<Element> AuthoredPoint::* member) {
        for (auto const& point : points) {
            std::int16_t position = 1;
            for (auto const& element : point.*member) {
                point_orders.push_back(point.order);
                positions.push_back(position++);
                elements.push_back(element);
            }
        }
    }
};

/// What insert_quest and update_quest have in common; the last value differs.
template <class Last>
pg::Parameters quest_parameters(AuthoredQuest const& quest, Last const& last) {
    return pg::parameters(
        quest.id,
        quest.name,
        quest.description,
        quest.image_key,
        quest.mentor_preference,
        quest.auto_accrual,
        quest.cost,
        quest.reward,
        quest.category,
        quest.vehicle,
        quest.place,
        quest.group,
        quest.is_subscription,
        quest.amount,
        quest.timeframe,
        quest.level,
        quest.mileage,
        status_name(quest.status),
        quest.manual_photo_review,
        quest.reject_reason,
        quest.submitted_at,
        quest.published_at,
        quest.attribution,
        last
    );
}

pg::Query points_query(AuthoredQuest const& quest) {
    auto const& points = quest.points;
    return {
        sql::put_points,
        pg::parameters(
            quest.id,
            column(points, &AuthoredPoint::id),
            column(points, &AuthoredPoint::name),
            column(points, &AuthoredPoint::description),
            column(points, &AuthoredPoint::type),
            column(points, &AuthoredPoint::tool),
            column(points, &AuthoredPoint::type_photo),
            column(points, &AuthoredPoint::type_code),
            column(points, &AuthoredPoint::type_word),
            column(points, &AuthoredPoint::qr_secret),
            column(points, &AuthoredPoint::file_key),
            column(points, &AuthoredPoint::is_divide),
            column(points, &AuthoredPoint::hidden)
        )
    };
}

pg::Query places_query(QuestId quest, Flat<AuthoredPlace> const& places) {
    auto const& all = places.elements;
    return {
        sql::put_places,
        pg::parameters(
            quest,
            places.point_orders,
            column(all, &AuthoredPlace::id),
            column(all, &AuthoredPlace::longitude),
            column(all, &AuthoredPlace::latitude),
            column(all, &AuthoredPlace::detections_radius_m),
            column(all, &AuthoredPlace::height_m),
            column(all, &AuthoredPlace::random_occurrence_m),
            column(all, &AuthoredPlace::interaction_inaccuracy_m),
            column(all, &AuthoredPlace::part)
        )
    };
}

pg::Query hints_query(QuestId quest, Flat<AuthoredHint> const& hints) {
    return {
        sql::put_hints,
        pg::parameters(
            quest,
            hints.point_orders,
            column(hints.elements, &AuthoredHint::id),
            hints.positions,
            column(hints.elements, &AuthoredHint::text),
            column(hints.elements, &AuthoredHint::cost)
        )
    };
}

pg::Query start_query(AuthoredQuest const& quest) {
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<double> x_m;
    std::optional<double> y_m;
    auto const first = quest.points.begin();
    // Searches near a place answer with the distance to the start, so a place that players have to
    // find must not be one.
    bool const is_shown = first != quest.points.end() && !first->hidden;
    if (is_shown && !first->places.empty()) {
        auto const& start = first->places.front();
        latitude = start.latitude;
        longitude = start.longitude;
        if (auto const projected = mercator(start.latitude, start.longitude)) {
            x_m = projected->x_m;
            y_m = projected->y_m;
        }
    }
    return {sql::keep_start, pg::parameters(quest.id, latitude, longitude, x_m, y_m)};
}

void add_points(std::vector<pg::Query>& all, AuthoredQuest const& quest) {
    Flat const places(quest.points, &AuthoredPoint::places);
    Flat const hints(quest.points, &AuthoredPoint::hints);
    all.push_back(points_query(quest));
    if (!places.elements.empty()) all.push_back(places_query(quest.id, places));
    if (!hints.elements.empty()) all.push_back(hints_query(quest.id, hints));
    all.push_back(start_query(quest));
}

void add_merch(std::vector<pg::Query>& all, AuthoredQuest const& quest) {
    auto const& merch = quest.merch;
    all.emplace_back(
        sql::put_merch,
        pg::parameters(
            quest.id,
            column(merch, &AuthoredMerch::id),
            column(merch, &AuthoredMerch::description),
            column(merch, &AuthoredMerch::price),
            column(merch, &AuthoredMerch::image_key)
        )
    );
}

void add_point_deletions(std::vector<pg::Query>& all, AuthoredQuest const& after) {
    auto const places = Flat(after.points, &AuthoredPoint::places).elements;
    auto const hints = Flat(after.points, &AuthoredPoint::hints).elements;
    all.emplace_back(sql::delete_other_points, pg::parameters(after.id, stored_ids(after.points)));
    all.emplace_back(sql::delete_other_places, pg::parameters(after.id, stored_ids(places)));
    all.emplace_back(sql::delete_other_hints, pg::parameters(after.id, stored_ids(hints)));
    all.emplace_back(sql::free_parts, pg::parameters(after.id));
}

} // namespace

std::vector<pg::Query> create_queries(AuthoredQuest const& quest) {
    std::vector<pg::Query> all;
    all.emplace_back(sql::insert_quest, quest_parameters(quest, quest.author));
    if (!quest.points.empty()) add_points(all, quest);
    if (!quest.merch.empty()) add_merch(all, quest);
    return all;
}

std::vector<pg::Query> save_queries(AuthoredQuest const& before, AuthoredQuest const& after) {
    std::vector<pg::Query> all;
    all.emplace_back(sql::update_quest, quest_parameters(after, after.version));
    if (before.points != after.points) {
        add_point_deletions(all, after);
        add_points(all, after);
    }
    if (before.merch != after.merch) {
        all.emplace_back(
            sql::delete_other_merch, pg::parameters(after.id, stored_ids(after.merch))
        );
        add_merch(all, after);
    }
    return all;
}

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/import_queries.hpp"

#include "quests/application/qr_secret.hpp"
#include "quests/domain/mercator.hpp"
#include "sql/quests.hpp"

namespace qc::quests {
namespace {

/// One member of every point, in order.
template <class Member>
auto column(std::vector<ImportedPoint> const& points, Member member) {
    std::vector<std::remove_cvref_t<decltype(points.front().*member)>> values;
    values.reserve(points.size());
    for (auto const& point : points)
        values.push_back(point.*member);
    return values;
}

std::vector<std::string> secrets(std::size_t count, Random& random) {
    std::vector<std::string> made;
    made.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        made.push_back(new_qr_secret(random));
    return made;
}

pg::Query quest_query(ImportedQuest const& quest, Instant now) {
    auto const attribution =
        quest.attribution.empty() ? std::optional<std::string>() : quest.attribution;
    return {
        sql::import_quest,
        pg::parameters(
            quest.name,
            quest.description,
            quest.category_id,
            quest.vehicle_id,
            quest.place_name,
            quest.group,
            quest.timeframe_h,
            quest.level,
            quest.mileage,
            quest.cost,
            quest.reward,
            quest.auto_accrual,
            now,
            quest.source,
            attribution
        )
    };
}

pg::Query points_query(ImportedQuest const& quest, Random& random) {
    auto const& points = quest.points;
    return {
        sql::import_points,
        pg::parameters(
            quest.source,
            column(points, &ImportedPoint::name_of_location),
            column(points, &ImportedPoint::description),
            column(points, &ImportedPoint::activity_id),
            column(points, &ImportedPoint::tool_id),
            column(points, &ImportedPoint::type_code),
            column(points, &ImportedPoint::type_word),
            secrets(points.size(), random)
        )
    };
}

pg::Query places_query(ImportedQuest const& quest) {
    auto const& points = quest.points;
    return {
        sql::import_places,
        pg::parameters(
            quest.source,
            column(points, &ImportedPoint::latitude),
            column(points, &ImportedPoint::longitude),
            column(points, &ImportedPoint::detections_radius_m),
            column(points, &ImportedPoint::interaction_inaccuracy_m)
        )
    };
}

pg::Query start_query(ImportedQuest const& quest) {
    auto const& first = quest.points.front();
    auto const projected = mercator(first.latitude, first.longitude);
    std::optional<double> x_m;
    std::optional<double> y_m;
    if (projected) {
        x_m = projected->x_m;
        y_m = projected->y_m;
    }
    return {
        sql::import_start, pg::parameters(quest.source, first.latitude, first.longitude, x_m, y_m)
    };
}

} // namespace

std::vector<pg::Query> import_queries(ImportedQuest const& quest, Instant now, Random& random) {
    auto all = pg::queries(
        pg::Query(sql::import_place, pg::parameters(quest.place_name)), quest_query(quest, now)
    );
    if (quest.points.empty()) return all;
    all.push_back(points_query(quest, random));
    all.push_back(places_query(quest));
    all.push_back(start_query(quest));
    return all;
}

} // namespace qc::quests

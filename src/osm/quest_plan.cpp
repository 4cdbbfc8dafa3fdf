// SPDX-License-Identifier: Apache-2.0
#include "osm/quest_plan.hpp"

#include "osm/grouping.hpp"
#include "osm/naming.hpp"
#include "osm/phrases.hpp"
#include "osm/plain_text.hpp"
#include "osm/point_plan.hpp"
#include "osm/source_key.hpp"

#include <algorithm>

namespace qc::osm {
namespace {

constexpr std::string_view default_attribution = "© OpenStreetMap contributors, ODbL 1.0";
constexpr int reward_per_point = 2;

std::string describe(Group const& group, std::string_view place, Language language) {
    auto const first = feature_name(*group.stops.front());
    auto const last = feature_name(*group.stops.back());
    auto const text = filled(
        in(language, invitation()),
        {{"place", place},
         {"count", count_word(language, group.stops.size())},
         {"first", first},
         {"last", last},
         {"duration", walking_time(language, group.length_m)}}
    );
    return std::string(in(language, lead(group.theme))) + " " + text;
}

bool asks(PointPlan const& point) {
    return point.type_code || point.type_word;
}

std::string source_of(std::vector<PointPlan> const& points) {
    std::vector<std::string> ids;
    for (auto const& point : points)
        ids.push_back(point.source_id);
    return source_of_ids(std::move(ids));
}

} // namespace

Level level_of(double length_m) {
    if (length_m < 2'000) return Level::easy;
    return length_m < 10'000 ? Level::medium : Level::hard;
}

Mileage mileage_of(double length_m) {
    constexpr double metres_per_mile = 1'609.344;
    auto const miles = length_m / metres_per_mile;
    if (miles < 10) return Mileage::up_to_10;
    if (miles < 30) return Mileage::up_to_30;
    return miles <= 100 ? Mileage::up_to_100 : Mileage::above_100;
}

std::vector<QuestPlan> plan_quests(FeatureSet const& set, PlanOptions const& options) {
    auto const language = options.language ? *options.language : spoken_in(set);
    auto const place = one_line(options.place_name, 128);
    auto const groups = walkable_groups(set);
    auto const names = quest_names(groups, place, language);
    std::vector<QuestPlan> quests;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        auto const& group = groups[i];
        QuestPlan quest;
        quest.name = names[i];
        quest.description = describe(group, place, language);
        quest.category_id = category_of(group.theme);
        quest.level = level_of(group.length_m);
        quest.mileage = mileage_of(group.length_m);
        quest.place_name = place;
        quest.attribution =
            set.attribution.empty() ? std::string(default_attribution) : set.attribution;
        quest.length_m = group.length_m;
        quest.points = plan_points(
            group, {quest.name, quest.description, place, *quest.attribution}, language
        );
        if (std::ranges::any_of(quest.points, asks)) {
            quest.description += " " + std::string(in(language, hint()));
        }
        quest.reward = reward_per_point * static_cast<int>(quest.points.size());
        quest.source = source_of(quest.points);
        quests.push_back(std::move(quest));
    }
    return quests;
}

} // namespace qc::osm

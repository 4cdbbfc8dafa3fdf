// SPDX-License-Identifier: Apache-2.0
#include "quests/http/quest_views.hpp"

#include <algorithm>

namespace qc::quests {
namespace {

template <class T>
void add_once(std::vector<T>& values, T value) {
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
}

bool is_word(std::string const& mentor_preference) {
    return mentor_preference.empty() || mentor_preference == "mentor_required" ||
           mentor_preference == "no_mentor";
}

} // namespace

std::string picture_url(
    files::Files const& files, std::optional<std::string> const& key, std::string_view fallback
) {
    return files.public_url(key && !key->empty() ? std::string_view(*key) : fallback);
}

std::string mentor_text(files::Files const& files, std::string const& stored) {
    return is_word(stored) ? stored : files.public_url(stored);
}

PriceView price_view(QuestRecord const& quest) {
    return {
        quest.is_subscription ? "subscription" : "default", quest.is_subscription, quest.pay_extra
    };
}

MainPrefsView main_prefs_view(QuestDetails const& details) {
    auto const& quest = details.quest;
    MainPrefsView view{
        quest.category_id,
        quest.vehicle_id,
        quest.place_id,
        quest.group,
        quest.timeframe,
        quest.level,
        quest.mileage,
        {},
        {quest.place_id},
        {quest.vehicle_id},
        {}
    };
    for (auto const& point : details.points) {
        add_once(view.types, point.type_id);
        if (point.tool_id) add_once(view.tools, *point.tool_id);
    }
    return view;
}

std::vector<MerchView>
merch_views(files::Files const& files, std::vector<MerchRecord> const& merch) {
    std::vector<MerchView> views;
    views.reserve(merch.size());
    for (auto const& item : merch) {
        views.push_back(
            {item.id,
             item.description,
             item.price,
             picture_url(files, item.image, default_merch_picture)}
        );
    }
    return views;
}

PlaceView place_view(PlaceRecord const& place) {
    return {
        place.id,
        place.part,
        place.longitude,
        place.latitude,
        place.detections_radius,
        place.height,
        place.random_occurrence,
        place.interaction_inaccuracy
    };
}

PointReadView point_read_view(PointRecord const& point, QuestDetails const& details) {
    PointReadView view{
        point.id,
        point.name_of_location,
        point.order,
        point.description,
        point.type_id,
        point.tool_id,
        answer_kind(point),
        {}
    };
    if (point.hidden) return view;
    for (auto const& place : details.places) {
        if (place.point_id == point.id) view.places.push_back({place.latitude, place.longitude});
    }
    return view;
}

std::vector<PointReadView> point_read_views(QuestDetails const& details) {
    std::vector<PointReadView> views;
    views.reserve(details.points.size());
    for (auto const& point : details.points)
        views.push_back(point_read_view(point, details));
    return views;
}

} // namespace qc::quests

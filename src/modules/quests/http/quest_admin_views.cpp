// SPDX-License-Identifier: Apache-2.0
#include "quests/http/quest_admin_views.hpp"

namespace qc::quests {
namespace {

void add_secrets(PointAdminView& view, files::Files const& files, QuestDetails const& details) {
    for (auto const& secret : details.secrets) {
        if (secret.point_id != view.id) continue;
        view.type_code = secret.type_code;
        view.type_word = secret.type_word;
        if (secret.file) view.file = files.private_url(*secret.file);
    }
}

} // namespace

PointAdminView
point_admin_view(files::Files const& files, PointRecord const& point, QuestDetails const& details) {
    PointAdminView view;
    static_cast<PointReadView&>(view) = point_read_view(point, details);
    view.places.clear();
    view.name_of_location = point.name_of_location;
    view.type_photo = point.type_photo;
    view.is_divide = point.is_divide;
    view.hidden = point.hidden;
    add_secrets(view, files, details);
    for (auto const& place : details.places) {
        if (place.point_id != point.id) continue;
        view.places.push_back({place.latitude, place.longitude});
        view.place_settings.push_back(place_view(place));
    }
    for (auto const& hint : details.hints) {
        if (hint.point_id != point.id) continue;
        view.hints.push_back({hint.id, hint.order, hint.text, hint.cost});
    }
    return view;
}

std::vector<PointAdminView>
point_admin_views(files::Files const& files, QuestDetails const& details) {
    std::vector<PointAdminView> views;
    views.reserve(details.points.size());
    for (auto const& point : details.points)
        views.push_back(point_admin_view(files, point, details));
    return views;
}

QuestAdminView quest_admin_view(
    files::Files const& files, QuestDetails const& details, std::vector<std::string> warnings
) {
    QuestAdminView view;
    static_cast<QuestHeadView&>(view) = quest_head_view(files, details);
    view.points = point_admin_views(files, details);
    view.version = details.quest.version;
    view.reject_reason = details.quest.reject_reason;
    view.manual_photo_review = details.quest.manual_photo_review;
    if (!warnings.empty()) view.warnings.emplace(std::move(warnings));
    return view;
}

} // namespace qc::quests

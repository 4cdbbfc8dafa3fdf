// SPDX-License-Identifier: Apache-2.0
#include "quests/http/card_views.hpp"

#include "quests/application/quest_item.hpp"

namespace qc::quests {
namespace {

CurrentPointView
current_point(files::Files const& files, PointRecord const& point, QuestDetails const& details) {
    CurrentPointView view;
    view.id = point.id;
    view.name_of_location = point.name_of_location;
    view.order = point.order;
    view.description = point.description;
    view.type = {point.type_id, point.type_photo, {}, {}};
    view.answer_kind = answer_kind(point);
    view.tool_id = point.tool_id;
    view.files.is_divide = point.is_divide;
    for (auto const& place : details.places) {
        if (place.point_id == point.id) view.places.push_back(place_view(place));
    }
    for (auto const& secret : details.secrets) {
        if (secret.point_id != point.id) continue;
        view.type.type_code = secret.type_code;
        view.type.type_word = secret.type_word;
        if (secret.file) view.files.file = files.private_url(*secret.file);
    }
    return view;
}

} // namespace

QuestCardView card_view(files::Files const& files, QuestDetails const& details) {
    auto const& quest = details.quest;
    QuestCardView view;
    view.id = quest.id;
    view.name = quest.name;
    view.description = quest.description;
    view.image = picture_url(files, quest.image, default_quest_picture);
    view.rating = shown_rating(quest.rating_sum, quest.reviews_count);
    view.reviews_count = quest.reviews_count;
    view.merch = merch_views(files, details.merch);
    view.credits = {quest.auto_accrual, quest.cost, quest.reward};
    view.mentor_preference = mentor_text(files, quest.mentor_preference);
    static_cast<MainPrefsView&>(view.main_preferences) = main_prefs_view(details);
    view.main_preferences.price = {quest.pay_extra, "USD", quest.is_subscription};
    view.points = point_read_views(details);
    for (auto const& review : details.reviews) {
        view.reviews.push_back(
            {review.id,
             review.user_name,
             review.text,
             review.created_at,
             review.rating,
             review.reply}
        );
    }
    view.purchased = quest.purchased;
    view.is_favorite = quest.is_favorite;
    view.attribution = quest.attribution;
    return view;
}

CurrentQuestView
current_view(files::Files const& files, QuestDetails const& details, bool answers_revealed) {
    CurrentQuestView view;
    view.quest_id = details.quest.id;
    view.mentor_preference = mentor_text(files, details.quest.mentor_preference);
    view.answers_revealed = answers_revealed;
    for (auto const& point : details.points)
        view.points.push_back(current_point(files, point, details));
    return view;
}

} // namespace qc::quests

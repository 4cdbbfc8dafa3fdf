// SPDX-License-Identifier: Apache-2.0
#include "quests/http/quest_page_views.hpp"

#include "quests/application/quest_item.hpp"

namespace qc::quests {

QuestHeadView quest_head_view(files::Files const& files, QuestDetails const& details) {
    auto const& quest = details.quest;
    QuestHeadView view;
    view.id = quest.id;
    view.title = view.name = quest.name;
    view.description = view.short_description = view.full_description = quest.description;
    view.image_url = view.image = picture_url(files, quest.image, default_quest_picture);
    view.category_id = quest.category_id;
    view.category_title = quest.category_name;
    view.category_image_url = files.public_url(quest.category_image);
    view.difficulty = quest.level;
    view.price = quest.pay_extra;
    view.duration = duration_text(quest.timeframe);
    view.player_limit = static_cast<std::int32_t>(quest.group);
    view.type = group_text(quest.group);
    view.credits = {quest.auto_accrual, quest.cost, quest.reward};
    view.mentor_preference = mentor_text(files, quest.mentor_preference);
    view.merch_list = merch_views(files, details.merch);
    view.main_preferences = main_prefs_view(details);
    view.place_settings = {"default", {quest.place_id, quest.place_name}};
    view.price_settings = price_view(quest);
    view.rating = shown_rating(quest.rating_sum, quest.reviews_count);
    view.reviews_count = quest.reviews_count;
    view.status = status_named(quest.status).value_or(Status::draft);
    view.is_favorite = quest.is_favorite;
    view.purchased = quest.purchased;
    view.author_id = quest.author_id;
    view.attribution = quest.attribution;
    view.created_at = quest.created_at;
    view.updated_at = quest.updated_at;
    return view;
}

QuestView quest_view(files::Files const& files, QuestDetails const& details) {
    return {quest_head_view(files, details), point_read_views(details)};
}

} // namespace qc::quests

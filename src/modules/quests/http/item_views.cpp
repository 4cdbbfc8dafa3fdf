// SPDX-License-Identifier: Apache-2.0
#include "quests/http/item_views.hpp"

#include <unordered_map>

namespace qc::quests {
namespace {

RunMark run_mark(std::string const& status) {
    if (status == "active") return RunMark::active;
    return status == "completed" ? RunMark::completed : RunMark::none;
}

} // namespace

QuestItemView item_view(files::Files const& files, QuestItem const& item) {
    QuestItemView view;
    view.id = item.id;
    view.name = item.name;
    view.image = picture_url(files, item.image, default_quest_picture);
    view.rating = shown_rating(item.rating_sum, item.reviews_count);
    view.reviews_count = item.reviews_count;
    view.category_id = item.category_id;
    auto& prefs = view.main_preferences;
    prefs.category_id = item.category_id;
    prefs.vehicle_id = item.vehicle_id;
    prefs.place_id = item.place_id;
    prefs.group = item.group;
    prefs.timeframe = item.timeframe;
    prefs.level = item.level;
    prefs.mileage = item.mileage;
    view.credits = {item.auto_accrual, item.cost, item.reward};
    view.price_settings = {
        item.is_subscription ? "subscription" : "default", item.is_subscription, item.pay_extra
    };
    view.status = status_named(item.status).value_or(Status::draft);
    view.created_at = item.created_at;
    view.distance = item.distance;
    return view;
}

std::vector<QuestItemView>
item_views(files::Files const& files, std::vector<QuestItem> const& items) {
    std::vector<QuestItemView> views;
    views.reserve(items.size());
    for (auto const& item : items)
        views.push_back(item_view(files, item));
    return views;
}

void add_marks(std::vector<QuestItemView>& views, std::vector<PersonalMark> const& marks) {
    std::unordered_map<QuestId, PersonalMark const*> by_quest;
    for (auto const& mark : marks)
        by_quest.emplace(mark.id, &mark);
    for (auto& view : views) {
        auto const found = by_quest.find(view.id);
        if (found == by_quest.end()) continue;
        view.is_favorite = found->second->is_favorite;
        view.purchased = found->second->purchased;
        view.run_status = run_mark(found->second->run_status);
    }
}

} // namespace qc::quests

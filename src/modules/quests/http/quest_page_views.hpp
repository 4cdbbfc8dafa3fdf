// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/http/quest_views.hpp"

namespace qc::quests {

struct PlaceSettingView {
    PlaceId id;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(PlaceSettingView, (), (id, title))

struct PlaceSettingsView {
    std::string type;
    PlaceSettingView settings;
};
BOOST_DESCRIBE_STRUCT(PlaceSettingsView, (), (type, settings))

/// Everything of Quest but its points, of which players and staff see different ones.
struct QuestHeadView {
    QuestId id;
    std::string title;
    std::string name;
    std::string description;
    std::string short_description;
    std::string full_description;
    std::string image_url;
    std::string image;
    CategoryId category_id;
    std::string category_title;
    std::string category_image_url;
    Level difficulty = Level::easy;
    std::int32_t price = 0;
    std::string duration;
    std::int32_t player_limit = 1;
    std::int32_t age_limit = 0;
    bool is_for_adv_users = false;
    std::string type;
    CreditsView credits;
    std::string mentor_preference;
    std::vector<MerchView> merch_list;
    MainPrefsView main_preferences;
    PlaceSettingsView place_settings;
    PriceView price_settings;
    double rating = 0;
    std::int32_t reviews_count = 0;
    Status status = Status::draft;
    bool is_favorite = false;
    bool purchased = false;
    std::optional<UserId> author_id;
    std::optional<std::string> attribution;
    Instant created_at;
    Instant updated_at;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(QuestHeadView, (), (
    id, title, name, description, short_description, full_description, image_url, image,
    category_id, category_title, category_image_url, difficulty, price, duration, player_limit,
    age_limit, is_for_adv_users, type, credits, mentor_preference, merch_list, main_preferences,
    place_settings, price_settings, rating, reviews_count, status, is_favorite, purchased,
    author_id, attribution, created_at, updated_at))
// clang-format on

/// Quest
struct QuestView : QuestHeadView {
    std::vector<PointReadView> points;
};
BOOST_DESCRIBE_STRUCT(QuestView, (QuestHeadView), (points))

[[nodiscard]] QuestHeadView quest_head_view(files::Files const& files, QuestDetails const& details);
[[nodiscard]] QuestView quest_view(files::Files const& files, QuestDetails const& details);

} // namespace qc::quests

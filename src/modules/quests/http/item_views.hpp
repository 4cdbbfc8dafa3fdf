// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/presence.hpp"
#include "quests/application/quest_item.hpp"
#include "quests/application/quest_queries.hpp"
#include "quests/http/quest_views.hpp"

namespace qc::quests {

enum class RunMark : std::int16_t { none, active, completed };

/// QuestItem
struct QuestItemView {
    QuestId id;
    std::string name;
    std::string image;
    double rating = 0;
    std::int32_t reviews_count = 0;
    CategoryId category_id;
    MainPrefsView main_preferences;
    CreditsView credits;
    PriceView price_settings;
    Status status = Status::draft;
    Instant created_at;
    contract::Omissible<bool> is_favorite;
    contract::Omissible<RunMark> run_status;
    contract::Omissible<bool> purchased;
    contract::Omissible<double> distance;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(QuestItemView, (), (
    id, name, image, rating, reviews_count, category_id, main_preferences, credits, price_settings,
    status, created_at, is_favorite, run_status, purchased, distance))
// clang-format on

[[nodiscard]] QuestItemView item_view(files::Files const& files, QuestItem const& item);
[[nodiscard]] std::vector<QuestItemView>
item_views(files::Files const& files, std::vector<QuestItem> const& items);

/// Adds what the caller has to do with each quest.
void add_marks(std::vector<QuestItemView>& views, std::vector<PersonalMark> const& marks);

} // namespace qc::quests

namespace qc::contract {

template <>
struct EnumNames<quests::RunMark> {
    static constexpr std::array value{
        std::pair{quests::RunMark::none, std::string_view("none")},
        std::pair{quests::RunMark::active, std::string_view("active")},
        std::pair{quests::RunMark::completed, std::string_view("completed")},
    };
};

} // namespace qc::contract

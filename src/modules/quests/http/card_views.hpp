// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/http/quest_views.hpp"

namespace qc::quests {

struct CardPriceView {
    std::int32_t amount = 0;
    std::string currency;
    bool is_subscription = false;
};
BOOST_DESCRIBE_STRUCT(CardPriceView, (), (amount, currency, is_subscription))

struct CardPrefsView : MainPrefsView {
    CardPriceView price;
};
BOOST_DESCRIBE_STRUCT(CardPrefsView, (MainPrefsView), (price))

struct CardReviewView {
    std::int32_t id = 0;
    std::string user_name;
    std::string text;
    Instant created_at;
    std::int32_t rating = 0;
    std::optional<std::string> reply;
};
BOOST_DESCRIBE_STRUCT(CardReviewView, (), (id, user_name, text, created_at, rating, reply))

/// QuestCard
struct QuestCardView {
    QuestId id;
    std::string name;
    std::string description;
    std::string image;
    double rating = 0;
    std::int32_t reviews_count = 0;
    std::vector<MerchView> merch;
    CreditsView credits;
    std::string mentor_preference;
    CardPrefsView main_preferences;
    std::vector<PointReadView> points;
    std::vector<CardReviewView> reviews;
    bool purchased = false;
    bool is_favorite = false;
    std::optional<std::string> attribution;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(QuestCardView, (), (
    id, name, description, image, rating, reviews_count, merch, credits, mentor_preference,
    main_preferences, points, reviews, purchased, is_favorite, attribution))
// clang-format on

struct CurrentTypeView {
    ActivityId type_id;
    std::optional<TakePhoto> type_photo;
    std::optional<std::string> type_code;
    std::optional<std::string> type_word;
};
BOOST_DESCRIBE_STRUCT(CurrentTypeView, (), (type_id, type_photo, type_code, type_word))

struct CurrentFilesView {
    std::optional<std::string> file;
    bool is_divide = false;
};
BOOST_DESCRIBE_STRUCT(CurrentFilesView, (), (file, is_divide))

struct CurrentPointView {
    PointId id;
    std::string name_of_location;
    std::int16_t order = 1;
    std::string description;
    CurrentTypeView type;
    AnswerKind answer_kind = AnswerKind::none;
    std::optional<ToolId> tool_id;
    std::vector<PlaceView> places;
    CurrentFilesView files;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(CurrentPointView, (), (
    id, name_of_location, order, description, type, answer_kind, tool_id, places, files))
// clang-format on

/// CurrentQuest
struct CurrentQuestView {
    QuestId quest_id;
    std::string mentor_preference;
    bool answers_revealed = false;
    std::vector<CurrentPointView> points;
};
BOOST_DESCRIBE_STRUCT(CurrentQuestView, (), (quest_id, mentor_preference, answers_revealed, points))

/// `details` come from QuestQueries::card.
[[nodiscard]] QuestCardView card_view(files::Files const& files, QuestDetails const& details);

/// `details` come from QuestQueries::current.
[[nodiscard]] CurrentQuestView
current_view(files::Files const& files, QuestDetails const& details, bool answers_revealed);

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "quests/domain/authored_quest.hpp"

namespace qc::quests {

/// A member that may be cleared: nullopt keeps it, an inner nullopt clears it.
template <class T>
using Clearable = std::optional<std::optional<T>>;

struct PlaceChange {
    std::optional<PlaceSettingsId> id;
    bool is_delete = false;
    std::optional<double> longitude;
    std::optional<double> latitude;
    std::optional<double> detections_radius_m;
    std::optional<double> height_m;
    Clearable<double> random_occurrence_m;
    std::optional<double> interaction_inaccuracy_m;
    Clearable<std::int16_t> part;
};

struct HintChange {
    std::optional<HintId> id;
    bool is_delete = false;
    std::optional<std::string> text;
    std::optional<std::int32_t> cost;
};

struct PointChange {
    std::optional<PointId> id;
    bool is_delete = false;
    /// Places and hints that are not listed go; otherwise they stay.
    bool replaces = false;
    /// Where problems of this point are reported: {"body", "points", 0}.
    std::vector<PlaceStep> where;
    std::optional<std::string> name;
    std::optional<std::string> description;
    std::optional<std::int32_t> order;
    std::optional<ActivityId> type;
    Clearable<ToolId> tool;
    Clearable<TakePhoto> type_photo;
    Clearable<std::string> type_code;
    Clearable<std::string> type_word;
    Clearable<std::string> file_key;
    std::optional<bool> is_divide;
    std::optional<bool> hidden;
    std::vector<PlaceChange> places;
    std::vector<HintChange> hints;
};

struct MerchChange {
    std::optional<MerchId> id;
    bool is_delete = false;
    std::optional<std::string> description;
    std::optional<std::int32_t> price;
    Clearable<std::string> image_key;
};

/// What an author wants changed; a new quest is a change of an empty one. Elements of lists with
/// an id change that element, those without are added.
struct QuestChange {
    /// Points and merch that are not listed go; otherwise they stay.
    bool replaces = false;
    std::optional<std::string> name;
    std::optional<std::string> description;
    Clearable<std::string> image_key;
    std::optional<std::string> mentor_preference;
    std::optional<bool> auto_accrual;
    std::optional<std::int32_t> cost;
    std::optional<std::int32_t> reward;
    std::optional<CategoryId> category;
    std::optional<VehicleId> vehicle;
    std::optional<PlaceId> place;
    std::optional<GroupSize> group;
    std::optional<bool> is_subscription;
    std::optional<std::int32_t> amount;
    Clearable<Timeframe> timeframe;
    std::optional<Level> level;
    std::optional<Mileage> mileage;
    std::optional<bool> manual_photo_review;
    Clearable<std::string> attribution;
    std::vector<PointChange> points;
    std::vector<MerchChange> merch;
};

inline constexpr std::size_t max_points = 100;
inline constexpr std::size_t max_merch = 20;
inline constexpr std::size_t max_places = 20;
inline constexpr std::size_t max_hints = 10;

/// Changes the quest and renumbers its points. Refuses with POINT_/PLACE_SETTINGS_/HINT_/
/// MERCH_NOT_FOUND for ids of others, INSUFFICIENT_POINTS, INSUFFICIENT_PLACES_PREFERENCES, and
/// 422 with all problems of the changed points and of lists that became too long; the quest is
/// then undefined.
[[nodiscard]] Result<Nothing> apply(AuthoredQuest& quest, QuestChange const& change);

} // namespace qc::quests

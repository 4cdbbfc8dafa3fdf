// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "osm/feature.hpp"
#include "osm/gpx.hpp"
#include "osm/language.hpp"

#include <optional>
#include <string>
#include <vector>

namespace qc::osm {

/// Values are the stored codes.
enum class Level { easy = 1, medium = 2, hard = 3 };
enum class Mileage { up_to_10 = 1, up_to_30 = 2, up_to_100 = 3, above_100 = 4 };

/// Reference activities that imported points use.
namespace activity {
inline constexpr int take_photo = 2;
inline constexpr int enter_code = 5;
inline constexpr int enter_word = 6;
inline constexpr int location_check = 9;
} // namespace activity

/// Reference tools that imported points use.
namespace tool {
inline constexpr int target_compass = 7;
inline constexpr int camera = 12;
inline constexpr int word_locker = 13;
inline constexpr int notebook = 20;
} // namespace tool

struct PointPlan {
    std::string name_of_location;
    std::string description;
    int activity_id = activity::location_check;
    int tool_id = tool::target_compass;
    std::optional<std::string> type_code;
    std::optional<std::string> type_word;
    Position position;
    int detections_radius_m = 10;
    int interaction_inaccuracy_m = 10;
    std::string source_id;
};

/// A quest that fulfils every rule of its fields and is ready to be published.
struct QuestPlan {
    std::string name;
    std::string description;
    int category_id = 0;
    Level level = Level::easy;
    Mileage mileage = Mileage::up_to_10;
    /// Hours; imported quests have no limit.
    std::optional<int> timeframe_h;
    int group = 4;
    int vehicle_id = 1;
    /// The reference place it lies in, to be made when missing.
    std::string place_name;
    int cost = 10;
    int reward = 0;
    bool auto_accrual = true;
    std::optional<std::string> attribution;
    /// Recognises the quest when the same points are imported again; unique, 1..500.
    std::string source;
    double length_m = 0;
    std::vector<PointPlan> points;
};

struct PlanOptions {
    /// The city; see is_place_name and place_from_file_name.
    std::string place_name;
    /// Decided from the points when absent.
    std::optional<Language> language;
};

/// Quests of 5 to 10 points within walking distance. The same features give the same quests,
/// whatever their order. Empty when no five points are near each other.
[[nodiscard]] std::vector<QuestPlan> plan_quests(FeatureSet const& set, PlanOptions const& options);

/// One quest of 2 to 10 points: the waypoints, or the longest route or track, thinned. Refuses
/// documents with fewer than two places that are apart.
[[nodiscard]] Result<QuestPlan>
plan_from_gpx(GpxDocument const& document, PlanOptions const& options);

[[nodiscard]] Level level_of(double length_m);
[[nodiscard]] Mileage mileage_of(double length_m);

} // namespace qc::osm

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/encode.hpp"
#include "files/files.hpp"
#include "quests/application/quest_details.hpp"
#include "quests/http/wire_enums.hpp"

#include <boost/describe/class.hpp>

/// Shapes of quests that several routes answer. Players never get PointAdminView.
namespace qc::quests {

struct CreditsView {
    bool auto_ = false;
    std::int32_t cost = 0;
    std::int32_t reward = 0;
};
BOOST_DESCRIBE_STRUCT(CreditsView, (), (auto_, cost, reward))

struct PriceView {
    std::string type;
    bool is_subscription = false;
    std::int32_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(PriceView, (), (type, is_subscription, amount))

struct MainPrefsView {
    CategoryId category_id;
    VehicleId vehicle_id;
    PlaceId place_id;
    contract::IntEnum<GroupSize> group = GroupSize::alone;
    std::optional<contract::IntEnum<Timeframe>> timeframe;
    Level level = Level::easy;
    Mileage mileage = Mileage::from_5_to_10;
    std::vector<ActivityId> types;
    std::vector<PlaceId> places;
    std::vector<VehicleId> vehicles;
    std::vector<ToolId> tools;
};
BOOST_DESCRIBE_STRUCT(
    MainPrefsView,
    (),
    (category_id,
     vehicle_id,
     place_id,
     group,
     timeframe,
     level,
     mileage,
     types,
     places,
     vehicles,
     tools)
)

struct MerchView {
    MerchId id;
    std::string description;
    std::int32_t price = 0;
    std::string image;
};
BOOST_DESCRIBE_STRUCT(MerchView, (), (id, description, price, image))

struct GeoPointView {
    double latitude = 0;
    double longitude = 0;
};
BOOST_DESCRIBE_STRUCT(GeoPointView, (), (latitude, longitude))

struct PlaceView {
    PlaceSettingsId id;
    std::optional<std::int16_t> part;
    double longitude = 0;
    double latitude = 0;
    double detections_radius = 5;
    double height = 1.8;
    std::optional<double> random_occurrence;
    double interaction_inaccuracy = 5;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(PlaceView, (), (
    id, part, longitude, latitude, detections_radius, height, random_occurrence,
    interaction_inaccuracy))
// clang-format on

struct PointReadView {
    PointId id;
    std::string name;
    std::int16_t order = 1;
    std::string description;
    ActivityId type_id;
    std::optional<ToolId> tool_id;
    AnswerKind answer_kind = AnswerKind::none;
    std::vector<GeoPointView> places;
};
BOOST_DESCRIBE_STRUCT(
    PointReadView, (), (id, name, order, description, type_id, tool_id, answer_kind, places)
)

/// Absolute URL of a public picture; that of `fallback` when there is none.
[[nodiscard]] std::string picture_url(
    files::Files const& files, std::optional<std::string> const& key, std::string_view fallback
);

inline constexpr std::string_view default_quest_picture = "static/default-quest.png";
inline constexpr std::string_view default_merch_picture = "static/default-merch.png";

/// The word, or the URL of the document.
[[nodiscard]] std::string mentor_text(files::Files const& files, std::string const& stored);

[[nodiscard]] PriceView price_view(QuestRecord const& quest);
[[nodiscard]] MainPrefsView main_prefs_view(QuestDetails const& details);
[[nodiscard]] std::vector<MerchView>
merch_views(files::Files const& files, std::vector<MerchRecord> const& merch);
[[nodiscard]] PlaceView place_view(PlaceRecord const& place);

/// Without coordinates when the point is hidden.
[[nodiscard]] PointReadView point_read_view(PointRecord const& point, QuestDetails const& details);
[[nodiscard]] std::vector<PointReadView> point_read_views(QuestDetails const& details);

} // namespace qc::quests

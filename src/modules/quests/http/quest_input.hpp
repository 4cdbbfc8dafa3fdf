// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/http/point_input.hpp"

namespace qc::quests {

using Credits = contract::Int<0, 1'000'000>;
using Amount = contract::IntegralDouble<0, 1'000'000>;
using MerchDescription = contract::RawText<1, 1000>;

/// The only status that may be asked for.
enum class WantedStatus { draft };
enum class PriceType { default_, subscription };

struct CreditsInput {
    contract::Patch<bool> auto_;
    contract::Patch<Credits> cost;
    contract::Patch<Credits> reward;
};
BOOST_DESCRIBE_STRUCT(CreditsInput, (), (auto_, cost, reward))

struct PriceInput {
    std::optional<PriceType> type;
    contract::Patch<bool> is_subscription;
    contract::Patch<Amount> amount;
};
BOOST_DESCRIBE_STRUCT(PriceInput, (), (type, is_subscription, amount))

struct PreferencesInput {
    CategoryId category_id;
    VehicleId vehicle_id;
    PlaceId place_id;
    contract::IntEnum<GroupSize> group;
    Level level;
    Mileage mileage;
    std::optional<Timeframe> timeframe;
    std::optional<PriceInput> price_settings;
};
BOOST_DESCRIBE_STRUCT(
    PreferencesInput,
    (),
    (category_id, vehicle_id, place_id, group, level, mileage, timeframe, price_settings)
)

struct MerchInput {
    std::optional<MerchId> id;
    MerchDescription description;
    Amount price;
    FileText image;
};
BOOST_DESCRIBE_STRUCT(MerchInput, (), (id, description, price, image))

struct QuestInput {
    contract::Text<1, 128> name;
    QuestDescription description;
    FileText image;
    std::optional<contract::List<MerchInput, 0, 20>> merch;
    std::optional<CreditsInput> credits;
    PreferencesInput main_preferences;
    std::optional<PriceInput> price_settings;
    contract::Patch<FileText> mentor_preference;
    std::optional<contract::List<PointInput, 0, 100>> points;
    std::optional<WantedStatus> status;
    contract::Patch<bool> manual_photo_review;
    contract::Patch<contract::Text<1, 500>> attribution;
};
BOOST_DESCRIBE_STRUCT(
    QuestInput,
    (),
    (name,
     description,
     image,
     merch,
     credits,
     main_preferences,
     price_settings,
     mentor_preference,
     points,
     status,
     manual_photo_review,
     attribution)
)

struct PreferencesPatch {
    contract::Patch<CategoryId> category_id;
    contract::Patch<VehicleId> vehicle_id;
    contract::Patch<PlaceId> place_id;
    contract::Patch<contract::IntEnum<GroupSize>> group;
    contract::Patch<Level> level;
    contract::Patch<Mileage> mileage;
    contract::Patch<Timeframe> timeframe;
    std::optional<PriceInput> price_settings;
};
BOOST_DESCRIBE_STRUCT(
    PreferencesPatch,
    (),
    (category_id, vehicle_id, place_id, group, level, mileage, timeframe, price_settings)
)

struct MerchPatch {
    std::optional<MerchId> id;
    contract::Defaulted<bool, false> is_delete;
    contract::Patch<MerchDescription> description;
    contract::Patch<Amount> price;
    contract::Patch<FileText> image;
};
BOOST_DESCRIBE_STRUCT(MerchPatch, (), (id, is_delete, description, price, image))

struct QuestPatch {
    contract::Patch<contract::Text<0, 128>> name;
    contract::Patch<contract::RawText<0, 8000>> description;
    contract::Patch<FileText> image;
    std::optional<contract::List<MerchPatch, 0, 20>> merch;
    std::optional<CreditsInput> credits;
    std::optional<PreferencesPatch> main_preferences;
    std::optional<PriceInput> price_settings;
    contract::Patch<FileText> mentor_preference;
    std::optional<contract::List<PointPatch, 0, 100>> points;
    contract::Patch<bool> manual_photo_review;
    contract::Patch<contract::Text<1, 500>> attribution;
};
BOOST_DESCRIBE_STRUCT(
    QuestPatch,
    (),
    (name,
     description,
     image,
     merch,
     credits,
     main_preferences,
     price_settings,
     mentor_preference,
     points,
     manual_photo_review,
     attribution)
)

} // namespace qc::quests

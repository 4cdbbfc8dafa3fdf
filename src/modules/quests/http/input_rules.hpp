// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/http/quest_input.hpp"

#include <array>

/// Spellings and rules between fields of what authors send. Included wherever the inputs are
/// decoded.
namespace qc::contract {

template <>
struct EnumNames<quests::WantedStatus> {
    static constexpr std::array<std::pair<quests::WantedStatus, std::string_view>, 1> value{
        {{quests::WantedStatus::draft, "draft"}}
    };
};

template <>
struct EnumNames<quests::PriceType> {
    static constexpr std::array<std::pair<quests::PriceType, std::string_view>, 2> value{
        {{quests::PriceType::default_, "default"}, {quests::PriceType::subscription, "subscription"}
        }
    };
};

inline constexpr std::array mileage_aliases{
    InputAlias{"milage", "mileage"}, InputAlias{"milege", "mileage"}
};

template <>
struct InputAliases<quests::PreferencesInput> {
    static constexpr auto value = mileage_aliases;
};

template <>
struct InputAliases<quests::PreferencesPatch> {
    static constexpr auto value = mileage_aliases;
};

inline constexpr std::array mentor_aliases{
    InputAlias{"mentor_preferences", "mentor_preference"},
    InputAlias{"mentorPreferences", "mentor_preference"}
};

template <>
struct InputAliases<quests::QuestInput> {
    static constexpr auto value = mentor_aliases;
};

template <>
struct InputAliases<quests::QuestPatch> {
    static constexpr auto value = mentor_aliases;
};

template <>
struct InputAliases<quests::PriceInput> {
    static constexpr std::array value{
        InputAlias{"payExtra", "amount"}, InputAlias{"pay_extra", "amount"}
    };
};

inline constexpr std::array name_aliases{InputAlias{"name", "name_of_location"}};

template <>
struct InputAliases<quests::PointInput> {
    static constexpr auto value = name_aliases;
};

template <>
struct InputAliases<quests::PointPatch> {
    static constexpr auto value = name_aliases;
};

template <>
struct Rules<quests::PointInput> {
    static void check(quests::PointInput const& point, Input const& input);
};

template <>
struct Rules<quests::PointPatch> {
    static void check(quests::PointPatch const& point, Input const& input);
};

template <>
struct Rules<quests::PlacePatch> {
    static void check(quests::PlacePatch const& place, Input const& input);
};

template <>
struct Rules<quests::HintPatch> {
    static void check(quests::HintPatch const& hint, Input const& input);
};

template <>
struct Rules<quests::MerchPatch> {
    static void check(quests::MerchPatch const& merch, Input const& input);
};

} // namespace qc::contract

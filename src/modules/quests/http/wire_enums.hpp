// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/names.hpp"
#include "quests/domain/activity.hpp"
#include "quests/domain/group_size.hpp"
#include "quests/domain/level.hpp"
#include "quests/domain/mileage.hpp"
#include "quests/domain/status.hpp"
#include "quests/domain/timeframe.hpp"

/// How the enums of the domain travel.
namespace qc::contract {

template <>
struct EnumNames<quests::Level> {
    static constexpr auto value = quests::level_names;
};

template <>
struct EnumNames<quests::Mileage> {
    static constexpr auto value = quests::mileage_names;
};

template <>
struct EnumNames<quests::Status> {
    static constexpr auto value = quests::status_names;
};

template <>
struct EnumNames<quests::ActivityKind> {
    static constexpr auto value = quests::activity_kind_names;
};

template <>
struct EnumNames<quests::TakePhoto> {
    static constexpr auto value = quests::take_photo_names;
};

template <>
struct EnumNames<quests::AnswerKind> {
    static constexpr auto value = quests::answer_kind_names;
};

template <>
struct EnumNumbers<quests::Timeframe> {
    static constexpr auto value = quests::timeframes;
};

template <>
struct EnumNumbers<quests::GroupSize> {
    static constexpr auto value = quests::group_sizes;
};

} // namespace qc::contract

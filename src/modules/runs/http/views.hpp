// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/encode.hpp"
#include "contract/schema.hpp"
#include "runs/application/views.hpp"

#include <boost/describe.hpp>

namespace qc::runs {

BOOST_DESCRIBE_STRUCT(AvatarRef, (), (avatar_url))
BOOST_DESCRIBE_STRUCT(UserRef, (), (id, first_name, last_name, profile))
BOOST_DESCRIBE_STRUCT(MemberView, (), (user, status, joined_at))
BOOST_DESCRIBE_STRUCT(ProgressView, (), (passed, total))
BOOST_DESCRIBE_STRUCT(RewardView, (), (amount, state))
BOOST_DESCRIBE_STRUCT(
    RunView,
    (),
    (id,
     quest_id,
     quest_name,
     image,
     status,
     owner,
     members,
     group_limit,
     chat_id,
     started_at,
     paused_at,
     finished_at,
     expires_at,
     active_seconds,
     progress,
     current_point_id,
     reward,
     score)
)
BOOST_DESCRIBE_STRUCT(
    TargetView,
    (),
    (place_id,
     part,
     latitude,
     longitude,
     detections_radius,
     interaction_inaccuracy,
     height,
     collected)
)
BOOST_DESCRIBE_STRUCT(ArtefactView, (), (url, is_divide, parts_collected, parts_total))
BOOST_DESCRIBE_STRUCT(HintView, (), (id, cost, unlocked, text))
BOOST_DESCRIBE_STRUCT(
    PointView,
    (),
    (id,
     order,
     name,
     description,
     type_id,
     tool_id,
     answer_kind,
     type_photo,
     state,
     targets,
     file,
     hints,
     passed_at,
     passed_by)
)
BOOST_DESCRIBE_STRUCT(PointsView, (), (points))
BOOST_DESCRIBE_STRUCT(
    CheckinView, (), (id, run_id, point_id, place_id, status, distance, created_at, photo_url, user)
)
BOOST_DESCRIBE_STRUCT(PassedView, (), (checkin, run, point))
BOOST_DESCRIBE_STRUCT(PointResultView, (), (id, name, passed_at, seconds, attempts))
BOOST_DESCRIBE_STRUCT(
    ResultsView,
    (),
    (run, seconds, distance_meters, attempts, hints_used, score, rank, reward, points)
)
BOOST_DESCRIBE_STRUCT(UnlockedHintView, (), (id, text, cost))
BOOST_DESCRIBE_STRUCT(HintBoughtView, (), (hint, balance))
BOOST_DESCRIBE_STRUCT(
    RewardRequestView,
    (),
    (id, user, quest_id, quest_name, run_id, amount, status, created_at, decided_at)
)

} // namespace qc::runs

template <>
inline constexpr std::string_view qc::contract::schema_name<qc::runs::RunView> = "Run";
template <>
inline constexpr std::string_view qc::contract::schema_name<qc::runs::PointView> = "RunPoint";
template <>
inline constexpr std::string_view qc::contract::schema_name<qc::runs::CheckinView> = "Checkin";
template <>
inline constexpr std::string_view qc::contract::schema_name<qc::runs::RewardRequestView> =
    "RewardRequest";

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/http/input_types.hpp"

#include <boost/describe/class.hpp>

namespace qc::quests {

using Radius = contract::Real<5, 10>;
using PartNumber = contract::Int<1, 20>;
using LongText = contract::RawText<1, 500>;
using HintCost = contract::Int<0, 1000>;
using PointName = contract::Text<1, 128>;

/// The answer fields as an object of their own.
struct AnswerInput {
    contract::Patch<ActivityId> type_id;
    contract::Patch<TakePhotoInput> type_photo;
    contract::Patch<contract::DigitText<1, 16>> type_code;
    contract::Patch<contract::Text<1, 128>> type_word;
};
BOOST_DESCRIBE_STRUCT(AnswerInput, (), (type_id, type_photo, type_code, type_word))

/// The artefact fields as an object of their own.
struct ArtefactInput {
    contract::Patch<FileText> file;
    contract::Patch<bool> is_divide;
};
BOOST_DESCRIBE_STRUCT(ArtefactInput, (), (file, is_divide))

/// What whole and partial points share. A field here wins over the same in `type` or `files`.
struct PointParts {
    std::optional<PointId> id;
    contract::Patch<std::int32_t> order;
    contract::Patch<ActivityId> type_id;
    contract::Patch<ToolId> tool_id;
    contract::Patch<FileText> file;
    contract::Patch<bool> is_divide;
    contract::Patch<TakePhotoInput> type_photo;
    contract::Patch<contract::DigitText<1, 16>> type_code;
    contract::Patch<contract::Text<1, 128>> type_word;
    contract::Patch<bool> hidden;
    std::optional<AnswerInput> type;
    std::optional<ArtefactInput> files;
};
BOOST_DESCRIBE_STRUCT(
    PointParts,
    (),
    (id,
     order,
     type_id,
     tool_id,
     file,
     is_divide,
     type_photo,
     type_code,
     type_word,
     hidden,
     type,
     files)
)

struct PlaceInput {
    std::optional<PlaceSettingsId> id;
    contract::Real<-180, 180> longitude;
    contract::Real<-90, 90> latitude;
    contract::Defaulted<Radius, 5> detections_radius;
    contract::Defaulted<contract::Real<-100, 1000>, 1.8> height;
    contract::Patch<RandomOccurrence> random_occurrence;
    std::optional<Radius> random_occurrence_radius;
    contract::Defaulted<Radius, 5> interaction_inaccuracy;
    std::optional<PartNumber> part;
};
BOOST_DESCRIBE_STRUCT(
    PlaceInput,
    (),
    (id,
     longitude,
     latitude,
     detections_radius,
     height,
     random_occurrence,
     random_occurrence_radius,
     interaction_inaccuracy,
     part)
)

struct HintInput {
    std::optional<HintId> id;
    LongText text;
    contract::Defaulted<HintCost, 0> cost;
};
BOOST_DESCRIBE_STRUCT(HintInput, (), (id, text, cost))

struct PointInput : PointParts {
    PointName name_of_location;
    LongText description;
    std::optional<contract::List<PlaceInput, 0, 20>> places;
    std::optional<contract::List<HintInput, 0, 10>> hints;
};
BOOST_DESCRIBE_STRUCT(PointInput, (PointParts), (name_of_location, description, places, hints))

struct PlacePatch {
    std::optional<PlaceSettingsId> id;
    contract::Defaulted<bool, false> is_delete;
    contract::Patch<contract::Real<-180, 180>> longitude;
    contract::Patch<contract::Real<-90, 90>> latitude;
    contract::Patch<Radius> detections_radius;
    contract::Patch<contract::Real<-100, 1000>> height;
    contract::Patch<RandomOccurrence> random_occurrence;
    std::optional<Radius> random_occurrence_radius;
    contract::Patch<Radius> interaction_inaccuracy;
    contract::Patch<PartNumber> part;
};
BOOST_DESCRIBE_STRUCT(
    PlacePatch,
    (),
    (id,
     is_delete,
     longitude,
     latitude,
     detections_radius,
     height,
     random_occurrence,
     random_occurrence_radius,
     interaction_inaccuracy,
     part)
)

struct HintPatch {
    std::optional<HintId> id;
    contract::Defaulted<bool, false> is_delete;
    contract::Patch<LongText> text;
    contract::Patch<HintCost> cost;
};
BOOST_DESCRIBE_STRUCT(HintPatch, (), (id, is_delete, text, cost))

struct PointPatch : PointParts {
    contract::Defaulted<bool, false> is_delete;
    contract::Patch<PointName> name_of_location;
    contract::Patch<LongText> description;
    std::optional<contract::List<PlacePatch, 0, 20>> places;
    std::optional<contract::List<HintPatch, 0, 10>> hints;
};
BOOST_DESCRIBE_STRUCT(
    PointPatch, (PointParts), (is_delete, name_of_location, description, places, hints)
)

} // namespace qc::quests

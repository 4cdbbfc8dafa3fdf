// SPDX-License-Identifier: Apache-2.0
#include "quests/http/input_rules.hpp"

#include "quests/domain/place_rules.hpp"

namespace qc::contract {
namespace {

using quests::refuse_missing;

/// Of an element of a partial list; true when it is a new one.
template <class Element>
bool is_new(Element const& element, Input const& input) {
    if (*element.is_delete && !element.id) input.refuse_member("isDelete", quests::id_needed);
    return !*element.is_delete && !element.id;
}

bool has_file(quests::PointParts const& point) {
    auto const* file = &point.file;
    if (file->is_absent() && point.files) file = &point.files->file;
    return *file && !(*file)->text.empty() && !quests::is_device_path((*file)->text);
}

bool has_type(quests::PointParts const& point) {
    return point.type_id || (point.type && point.type->type_id);
}

bool is_divided(quests::PointParts const& point) {
    auto const* divided = &point.is_divide;
    if (divided->is_absent() && point.files) divided = &point.files->is_divide;
    return divided->value().value_or(false);
}

/// The rules of a point that is there as a whole.
template <class Point>
void check_whole(Point const& point, Input const& input) {
    if (!has_type(point)) refuse_missing(input, "typeId");
    quests::PlacesOfPoint places{{}, is_divided(point), has_file(point)};
    if (!point.places) return;
    for (auto const& place : *point.places) {
        std::optional<std::int16_t> part;
        if constexpr (requires { place.part.value().has_value(); }) {
            if (place.part.value()) part = static_cast<std::int16_t>(place.part.value()->value);
        } else {
            if (place.part) part = static_cast<std::int16_t>(place.part->value);
        }
        places.parts.push_back(part);
    }
    for (auto const& fault : quests::place_faults(places))
        input.refuse_member(fault.member, fault.text);
}

} // namespace

void Rules<quests::PointInput>::check(quests::PointInput const& point, Input const& input) {
    check_whole(point, input);
}

void Rules<quests::PointPatch>::check(quests::PointPatch const& point, Input const& input) {
    if (!is_new(point, input)) return;
    if (!point.name_of_location) refuse_missing(input, "nameOfLocation");
    if (!point.description) refuse_missing(input, "description");
    check_whole(point, input);
}

void Rules<quests::PlacePatch>::check(quests::PlacePatch const& place, Input const& input) {
    if (!is_new(place, input)) return;
    if (!place.longitude) refuse_missing(input, "longitude");
    if (!place.latitude) refuse_missing(input, "latitude");
}

void Rules<quests::HintPatch>::check(quests::HintPatch const& hint, Input const& input) {
    if (is_new(hint, input) && !hint.text) refuse_missing(input, "text");
}

void Rules<quests::MerchPatch>::check(quests::MerchPatch const& merch, Input const& input) {
    if (!is_new(merch, input)) return;
    if (!merch.description) refuse_missing(input, "description");
    if (!merch.price) refuse_missing(input, "price");
}

} // namespace qc::contract

// SPDX-License-Identifier: Apache-2.0
#include "quests/http/point_changes.hpp"

namespace qc::quests {
namespace {

/// The flat member, or the one of the nested object when the flat one is absent.
template <class Member, class Nested>
Member const&
flat_or(Member const& flat, std::optional<Nested> const& nested, Member Nested::* member) {
    return flat.is_absent() && nested ? (*nested).*member : flat;
}

Clearable<double>
random_occurrence(contract::Patch<RandomOccurrence> const& wanted, std::optional<Radius> radius) {
    if (wanted.is_absent()) return std::nullopt;
    if (!wanted || !wanted->wanted) return Clearable<double>(std::in_place);
    if (wanted->radius_m) return Clearable<double>(std::in_place, *wanted->radius_m);
    return Clearable<double>(std::in_place, radius ? radius->value : 5.0);
}

PlaceChange change_of(PlaceInput const& input) {
    PlaceChange change;
    change.id = input.id;
    change.longitude = input.longitude.value;
    change.latitude = input.latitude.value;
    change.detections_radius_m = input.detections_radius->value;
    change.height_m = input.height->value;
    change.interaction_inaccuracy_m = input.interaction_inaccuracy->value;
    change.random_occurrence_m =
        random_occurrence(input.random_occurrence, input.random_occurrence_radius);
    if (!change.random_occurrence_m) change.random_occurrence_m.emplace();
    change.part.emplace();
    if (input.part) change.part->emplace(static_cast<std::int16_t>(input.part->value));
    return change;
}

PlaceChange change_of(PlacePatch const& input) {
    PlaceChange change;
    change.id = input.id;
    change.is_delete = *input.is_delete;
    change.longitude = given<double>(input.longitude);
    change.latitude = given<double>(input.latitude);
    change.detections_radius_m = given<double>(input.detections_radius);
    change.height_m = given<double>(input.height);
    change.interaction_inaccuracy_m = given<double>(input.interaction_inaccuracy);
    change.random_occurrence_m =
        random_occurrence(input.random_occurrence, input.random_occurrence_radius);
    change.part = clearable<std::int16_t>(input.part, false);
    return change;
}

HintChange change_of(HintInput const& input) {
    return {input.id, false, input.text.value, input.cost->value};
}

HintChange change_of(HintPatch const& input) {
    auto text = input.text ? std::optional(input.text->value) : std::nullopt;
    return {input.id, *input.is_delete, std::move(text), given<std::int32_t>(input.cost)};
}

template <class Change, class List>
std::vector<Change> changes_of(std::optional<List> const& list) {
    std::vector<Change> changes;
    if (!list) return changes;
    for (auto const& element : *list)
        changes.push_back(change_of(element));
    return changes;
}

Clearable<TakePhoto> photo_of(contract::Patch<TakePhotoInput> const& input, bool whole) {
    if (input) return Clearable<TakePhoto>(std::in_place, input->value);
    if (input.is_null() || whole) return Clearable<TakePhoto>(std::in_place);
    return std::nullopt;
}

template <class Source>
Clearable<std::string> text_of(contract::Patch<Source> const& input, bool whole) {
    if (input) return Clearable<std::string>(std::in_place, input->value);
    if (input.is_null() || whole) return Clearable<std::string>(std::in_place);
    return std::nullopt;
}

/// The members that whole and partial points share.
PointChange parts_of(PointParts const& input, bool whole) {
    PointChange change;
    change.id = input.id;
    change.replaces = whole;
    change.order = given<std::int32_t>(input.order);
    change.type = given<ActivityId>(flat_or(input.type_id, input.type, &AnswerInput::type_id));
    change.tool = clearable<ToolId>(input.tool_id, whole);
    change.type_photo =
        photo_of(flat_or(input.type_photo, input.type, &AnswerInput::type_photo), whole);
    change.type_code =
        text_of(flat_or(input.type_code, input.type, &AnswerInput::type_code), whole);
    change.type_word =
        text_of(flat_or(input.type_word, input.type, &AnswerInput::type_word), whole);
    change.is_divide =
        given<bool>(flat_or(input.is_divide, input.files, &ArtefactInput::is_divide));
    change.hidden = given<bool>(input.hidden);
    if (!whole) return change;
    change.order = change.order.value_or(1);
    change.is_divide = change.is_divide.value_or(false);
    change.hidden = change.hidden.value_or(false);
    return change;
}

void add(Submission& submission, PointChange change, PointParts const& input) {
    auto const& file = flat_or(input.file, input.files, &ArtefactInput::file);
    bool const has_content = file && !file->text.empty();
    if (has_content) {
        submission.files.push_back(
            {PendingFile::Slot::point_file, submission.change.points.size(), file->text, file->where
            }
        );
    } else if (file.is_null() || change.replaces) {
        change.file_key.emplace();
    }
    submission.change.points.push_back(std::move(change));
}

} // namespace

void add_point(Submission& submission, PointInput const& input, std::vector<PlaceStep> where) {
    auto change = parts_of(input, true);
    change.where = std::move(where);
    change.name = input.name_of_location.value;
    change.description = input.description.value;
    change.places = changes_of<PlaceChange>(input.places);
    change.hints = changes_of<HintChange>(input.hints);
    add(submission, std::move(change), input);
}

void add_point(Submission& submission, PointPatch const& input, std::vector<PlaceStep> where) {
    auto change = parts_of(input, false);
    change.where = std::move(where);
    change.is_delete = *input.is_delete;
    if (input.name_of_location) change.name = input.name_of_location->value;
    if (input.description) change.description = input.description->value;
    change.places = changes_of<PlaceChange>(input.places);
    change.hints = changes_of<HintChange>(input.hints);
    add(submission, std::move(change), input);
}

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#include "quests/application/file_intake.hpp"

#include "quests/domain/place_rules.hpp"

#include <algorithm>

namespace qc::quests {
namespace {

using Slot = PendingFile::Slot;

template <class Element, class Id>
Element const* element_of(std::vector<Element> const& elements, std::optional<Id> const& id) {
    auto const found = std::find_if(elements.begin(), elements.end(), [&](Element const& element) {
        return id && element.id == id;
    });
    return found == elements.end() ? nullptr : &*found;
}

/// The key that the row of this field holds now.
std::optional<std::string>
current_key(AuthoredQuest const* quest, QuestChange const& change, PendingFile const& file) {
    if (!quest) return std::nullopt;
    switch (file.slot) {
    case Slot::quest_image:
        return quest->image_key;
    case Slot::mentor:
        if (!is_mentor_document(quest->mentor_preference)) return std::nullopt;
        return quest->mentor_preference;
    case Slot::point_file: {
        auto const* const point = element_of(quest->points, change.points[file.index].id);
        return point ? point->file_key : std::nullopt;
    }
    case Slot::merch_image: {
        auto const* const merch = element_of(quest->merch, change.merch[file.index].id);
        return merch ? merch->image_key : std::nullopt;
    }
    }
    throw std::logic_error("a slot that is none");
}

struct Shelf {
    files::Context context;
    std::string_view release;
};

Shelf shelf_of(Slot slot) {
    switch (slot) {
    case Slot::quest_image:
        return {files::Context::quest, "quests"};
    case Slot::mentor:
        return {files::Context::mentor, "quests/mentors"};
    case Slot::point_file:
        return {files::Context::point, "quests/points"};
    case Slot::merch_image:
        return {files::Context::quest, "merchs"};
    }
    throw std::logic_error("a slot that is none");
}

void put(QuestChange& change, PendingFile const& file, std::optional<std::string> key) {
    switch (file.slot) {
    case Slot::quest_image:
        change.image_key = std::move(key);
        return;
    case Slot::mentor:
        change.mentor_preference = std::move(key).value_or("");
        return;
    case Slot::point_file:
        change.points[file.index].file_key = std::move(key);
        return;
    case Slot::merch_image:
        change.merch[file.index].image_key = std::move(key);
        return;
    }
}

bool is_mentor_field(std::string_view text) {
    return text.starts_with("data:") || text.starts_with("http://") || text.starts_with("https://");
}

std::string spelled(std::vector<PlaceStep> const& where) {
    std::string text;
    for (auto const& step : where) {
        if (!text.empty()) text += '.';
        auto const* const key = std::get_if<std::string>(&step);
        text += key ? *key : std::to_string(std::get<std::int64_t>(step));
    }
    return text;
}

} // namespace

Task<Result<files::FieldOutcome>>
FileIntake::accept(UserId uploader, std::optional<std::string> current, PendingFile const& file) {
    if (file.slot == Slot::mentor && !is_mentor_field(file.text))
        co_return value_error(file.where, "Mentor preference should be a document.");
    auto const shelf = shelf_of(file.slot);
    files::Field field{
        file.text,
        shelf.context,
        std::string(shelf.release),
        uploader,
        std::move(current),
        file.where
    };
    co_return co_await files_.accept(std::move(field));
}

Task<Result<StagedSubmission>>
FileIntake::stage(UserId uploader, AuthoredQuest const* current, Submission const& submission) {
    StagedSubmission staged{submission.change, {}, submission.wants_draft};
    std::vector<Problem> problems;
    for (auto const& file : submission.files) {
        if (file.slot == Slot::point_file && is_device_path(file.text)) {
            staged.warnings.push_back(
                spelled(file.where) + ": a path on a device has no content and was ignored."
            );
            continue;
        }
        auto held = current_key(current, submission.change, file);
        auto outcome = co_await accept(uploader, std::move(held), file);
        if (!outcome && !outcome.error().is(validation_error)) co_return outcome.error();
        if (!outcome) {
            std::ranges::move(outcome.error().problems, std::back_inserter(problems));
        } else if (outcome->changed) {
            put(staged.change, file, std::move(outcome->key));
        }
    }
    if (!problems.empty()) co_return invalid_input(std::move(problems));
    co_return staged;
}

} // namespace qc::quests

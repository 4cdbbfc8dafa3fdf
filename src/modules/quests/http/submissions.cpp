// SPDX-License-Identifier: Apache-2.0
#include "quests/http/submissions.hpp"

#include "quests/domain/authored_quest.hpp"
#include "quests/http/point_changes.hpp"

namespace qc::quests {
namespace {

using Slot = PendingFile::Slot;

std::vector<PlaceStep> place_of_point(std::size_t index) {
    return {std::string("body"), std::string("points"), static_cast<std::int64_t>(index)};
}

void set_credits(QuestChange& change, std::optional<CreditsInput> const& input) {
    if (!input) return;
    change.auto_accrual = given<bool>(input->auto_);
    change.cost = given<std::int32_t>(input->cost);
    change.reward = given<std::int32_t>(input->reward);
}

/// The price beside the preferences wins over the one in them.
void set_price(
    QuestChange& change,
    std::optional<PriceInput> const& beside,
    std::optional<PriceInput> const& inside
) {
    auto const& input = beside ? beside : inside;
    if (!input) return;
    change.is_subscription = given<bool>(input->is_subscription);
    if (!change.is_subscription && input->type)
        change.is_subscription = *input->type == PriceType::subscription;
    change.amount = given<std::int32_t>(input->amount);
}

/// Content waits for its check; words are taken as they are; nothing means `empty`.
void set_mentor(
    Submission& submission,
    contract::Patch<FileText> const& input,
    std::optional<std::string> const& empty
) {
    auto& preference = submission.change.mentor_preference;
    if (!input || input->text.empty()) {
        preference = empty;
    } else if (is_mentor_document(input->text)) {
        submission.files.push_back({Slot::mentor, 0, input->text, input->where});
    } else {
        preference = input->text;
    }
}

void add_picture(Submission& submission, Slot slot, std::size_t index, FileText const& image) {
    if (image.text.empty()) return;
    submission.files.push_back({slot, index, image.text, image.where});
}

void add_merch(Submission& submission, MerchInput const& input) {
    auto& merch = submission.change.merch;
    add_picture(submission, Slot::merch_image, merch.size(), input.image);
    merch.push_back({input.id, false, input.description.value, input.price.value, std::nullopt});
}

void add_merch(Submission& submission, MerchPatch const& input) {
    auto& merch = submission.change.merch;
    if (input.image) add_picture(submission, Slot::merch_image, merch.size(), *input.image);
    MerchChange change;
    change.id = input.id;
    change.is_delete = *input.is_delete;
    if (input.description) change.description = input.description->value;
    change.price = given<std::int32_t>(input.price);
    merch.push_back(std::move(change));
}

template <class Input>
void add_lists(Submission& submission, Input const& input) {
    if (input.points) {
        for (std::size_t i = 0; i < input.points->size(); ++i)
            add_point(submission, (*input.points)[i], place_of_point(i));
    }
    if (!input.merch) return;
    for (auto const& merch : *input.merch)
        add_merch(submission, merch);
}

void set_preferences(QuestChange& change, PreferencesInput const& input) {
    change.category = input.category_id;
    change.vehicle = input.vehicle_id;
    change.place = input.place_id;
    change.group = input.group;
    change.level = input.level;
    change.mileage = input.mileage;
    change.timeframe.emplace(input.timeframe);
}

void set_preferences(QuestChange& change, PreferencesPatch const& input) {
    change.category = given<CategoryId>(input.category_id);
    change.vehicle = given<VehicleId>(input.vehicle_id);
    change.place = given<PlaceId>(input.place_id);
    change.group = given<GroupSize>(input.group);
    change.level = given<Level>(input.level);
    change.mileage = given<Mileage>(input.mileage);
    change.timeframe = clearable<Timeframe>(input.timeframe, false);
}

Clearable<std::string>
attribution_of(contract::Patch<contract::Text<1, 500>> const& input, bool whole) {
    if (input) return Clearable<std::string>(std::in_place, input->value);
    if (input.is_null() || whole) return Clearable<std::string>(std::in_place);
    return std::nullopt;
}

} // namespace

Submission submission_of(QuestInput const& input) {
    Submission submission;
    auto& change = submission.change;
    change.replaces = true;
    change.name = input.name.value;
    change.description = input.description.value;
    QuestChange sent;
    set_credits(sent, input.credits);
    set_price(sent, input.price_settings, input.main_preferences.price_settings);
    change.auto_accrual = sent.auto_accrual.value_or(false);
    change.cost = sent.cost.value_or(0);
    change.reward = sent.reward.value_or(0);
    change.is_subscription = sent.is_subscription.value_or(false);
    change.amount = sent.amount.value_or(0);
    set_preferences(change, input.main_preferences);
    change.manual_photo_review = input.manual_photo_review.value().value_or(false);
    change.attribution = attribution_of(input.attribution, true);
    submission.wants_draft = input.status.has_value();
    add_picture(submission, Slot::quest_image, 0, input.image);
    set_mentor(submission, input.mentor_preference, std::string());
    add_lists(submission, input);
    return submission;
}

Submission submission_of(QuestPatch const& input) {
    Submission submission;
    auto& change = submission.change;
    if (input.name && !input.name->value.empty()) change.name = input.name->value;
    if (input.description && !input.description->value.empty())
        change.description = input.description->value;
    set_credits(change, input.credits);
    auto const& preferences = input.main_preferences;
    set_price(
        change,
        input.price_settings,
        preferences ? preferences->price_settings : std::optional<PriceInput>()
    );
    if (preferences) set_preferences(change, *preferences);
    change.manual_photo_review = given<bool>(input.manual_photo_review);
    change.attribution = attribution_of(input.attribution, false);
    if (input.image) add_picture(submission, Slot::quest_image, 0, *input.image);
    set_mentor(submission, input.mentor_preference, std::nullopt);
    add_lists(submission, input);
    return submission;
}

namespace {

template <class Input>
Submission of_point(Input const& input, std::optional<PointId> id) {
    Submission submission;
    std::vector<PlaceStep> where;
    where.emplace_back(std::string("body"));
    add_point(submission, input, std::move(where));
    auto& point = submission.change.points.front();
    point.id = id;
    point.is_delete = false;
    return submission;
}

} // namespace

Submission submission_of(PointInput const& input, std::optional<PointId> id) {
    return of_point(input, id);
}

Submission submission_of(PointPatch const& input, std::optional<PointId> id) {
    return of_point(input, id);
}

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#include "quests/http/input_types.hpp"

#include "core/text.hpp"

#include <array>

namespace qc::quests {

void refuse_missing(contract::Input const& input, std::string_view wire) {
    Problem missing{input.place.key(wire).steps(), "Field required", "missing"};
    input.problems.add(std::move(missing), input.value.end_order());
}

namespace {

struct PhotoSpelling {
    std::string_view lower;
    TakePhoto value;
};

constexpr std::array photo_spellings{
    PhotoSpelling{"face verification", TakePhoto::face_verification},
    PhotoSpelling{"face_verification", TakePhoto::face_verification},
    PhotoSpelling{"photo direction check", TakePhoto::direction_check},
    PhotoSpelling{"direction_check", TakePhoto::direction_check},
    PhotoSpelling{"photo matching", TakePhoto::matching},
    PhotoSpelling{"matching", TakePhoto::matching},
};

} // namespace

} // namespace qc::quests

namespace qc::contract {

std::optional<quests::FileText> Codec<quests::FileText>::decode(Input const& input) {
    auto text = read_text(input);
    if (!text) return std::nullopt;
    return quests::FileText{*std::move(text), input.place.steps()};
}

std::optional<quests::QuestDescription> Codec<quests::QuestDescription>::decode(Input const& input
) {
    auto text = read_limited_text(input, {0, 8000, false});
    if (!text) return std::nullopt;
    if (trimmed(*text).empty()) return input.refuse_value("Description field can't be empty.");
    return quests::QuestDescription{*std::move(text)};
}

std::optional<quests::TakePhotoInput> Codec<quests::TakePhotoInput>::decode(Input const& input) {
    if (auto const* const text = input.value.text()) {
        auto const lower = ascii_lower(trimmed(*text));
        for (auto const& spelling : quests::photo_spellings) {
            if (spelling.lower == lower) return quests::TakePhotoInput{spelling.value};
        }
    }
    std::array<std::string, quests::take_photo_names.size()> quoted;
    for (std::size_t i = 0; i < quoted.size(); ++i)
        quoted[i] = "'" + std::string(quests::take_photo_names[i].second) + "'";
    return input.refuse("enum", one_of(quoted));
}

std::optional<quests::RandomOccurrence> Codec<quests::RandomOccurrence>::decode(Input const& input
) {
    if (auto const* const wanted = input.value.boolean())
        return quests::RandomOccurrence{std::nullopt, *wanted};
    auto const radius_m = read_real(input, {5, 10});
    if (!radius_m) return std::nullopt;
    return quests::RandomOccurrence{*radius_m, true};
}

} // namespace qc::contract

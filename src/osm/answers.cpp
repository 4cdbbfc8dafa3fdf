// SPDX-License-Identifier: Apache-2.0
#include "osm/answers.hpp"

#include "core/text.hpp"
#include "osm/plain_text.hpp"

#include <algorithm>
#include <array>

namespace qc::osm {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::size_t max_word = 64;

constexpr std::array all_subjects{
    Subject::inscription,
    Subject::year,
    Subject::artist,
    Subject::house_number,
    Subject::house_mark,
    Subject::street
};

std::optional<std::string>
first_tag(Feature const& feature, std::initializer_list<std::string_view> keys) {
    for (auto const key : keys) {
        if (auto text = one_line(feature.tag(key), max_word); !text.empty()) return text;
    }
    return std::nullopt;
}

/// The longest word, when no other is as long: then the question has one answer.
std::optional<std::string> longest_word(std::string_view text) {
    constexpr std::size_t worth_asking = 5;
    std::string longest;
    std::size_t length = 0;
    bool alone = true;
    for (auto& word : letter_words(one_line(text, 2'000))) {
        auto const size = code_points(word);
        if (size < length) continue;
        alone = size > length || comparable(word) == comparable(longest);
        length = size;
        longest = std::move(word);
    }
    if (!alone || length < worth_asking || length > max_word) return std::nullopt;
    return longest;
}

/// A year stands on what was built to be remembered; a shop's opening year does not.
bool shows_year(Feature const& feature) {
    if (feature.tag("tourism") == "artwork" || feature.tag("amenity") == "fountain") return true;
    if (feature.tag("amenity") == "place_of_worship") return true;
    return std::ranges::any_of(
        std::array{"historic", "memorial", "building", "man_made"},
        [&](std::string_view key) { return !feature.tag(key).empty(); }
    );
}

std::optional<std::string> year_of(Feature const& feature) {
    if (!shows_year(feature)) return std::nullopt;
    auto const date = first_tag(feature, {"start_date", "year_of_construction", "year"});
    if (!date || date->size() < 4) return std::nullopt;
    auto const year = date->substr(0, 4);
    bool const whole = date->size() == 4 || (*date)[4] == '-';
    bool const number = year.find_first_not_of(digits) == std::string::npos;
    // "1850-1860" is a guess, "1850-06-01" a date.
    bool const span = date->size() > 4 && date->size() != 7 && date->size() != 10;
    if (!whole || !number || span || year < "1000" || year > "2100") return std::nullopt;
    return year;
}

std::optional<std::string> surname(Feature const& feature) {
    auto const artist = first_tag(feature, {"artist_name", "artist"});
    if (!artist || artist->find_first_of(";,&/") != std::string::npos) return std::nullopt;
    auto const words = letter_words(*artist);
    if (words.size() < 2 || code_points(words.back()) < 3) return std::nullopt;
    // A hyphen or an apostrophe in the surname: more than one way to write it.
    if (!artist->ends_with(" " + words.back())) return std::nullopt;
    return words.back();
}

std::optional<std::string> house_number(Feature const& feature, bool with_letter) {
    auto number = first_tag(feature, {"addr:housenumber"});
    if (!number) return std::nullopt;
    auto const end = std::min(number->find_first_not_of(digits), number->size());
    auto const letters = number->size() - end;
    if (end == 0 || end > 4 || letters > 1 || (letters == 1) != with_letter) return std::nullopt;
    if (with_letter && !letters_or(number->substr(end), "")) return std::nullopt;
    return number;
}

std::optional<std::string> street(Feature const& feature) {
    auto name = first_tag(feature, {"addr:street"});
    if (!name || code_points(*name) < 4 || !letters_or(*name, " -'.")) return std::nullopt;
    return name;
}

} // namespace

bool is_code(Subject subject) {
    return subject == Subject::year || subject == Subject::house_number;
}

std::optional<std::string> readable_answer(Feature const& feature, Subject subject) {
    switch (subject) {
    case Subject::inscription:
        return longest_word(feature.tag("inscription"));
    case Subject::year:
        return year_of(feature);
    case Subject::artist:
        return surname(feature);
    case Subject::house_number:
        return house_number(feature, false);
    case Subject::house_mark:
        return house_number(feature, true);
    default:
        return street(feature);
    }
}

std::vector<Subject> subjects_of(Feature const& feature) {
    std::vector<Subject> subjects;
    std::ranges::copy_if(all_subjects, std::back_inserter(subjects), [&](Subject subject) {
        return readable_answer(feature, subject).has_value();
    });
    return subjects;
}

bool gives_away(std::span<std::string const> texts, std::string_view answer) {
    auto const secret = comparable(answer);
    return std::ranges::any_of(texts, [&](std::string const& text) {
        return comparable(text).find(secret) != std::string::npos;
    });
}

} // namespace qc::osm

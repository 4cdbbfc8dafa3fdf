// SPDX-License-Identifier: Apache-2.0
#include "osm/place_name.hpp"

#include "core/text.hpp"
#include "osm/plain_text.hpp"

#include <algorithm>
#include <utility>

namespace qc::osm {
namespace {

using Known = std::pair<std::string_view, std::string_view>;

/// How files are called, and how the city calls itself (reference places included).
constexpr Known known_places[] = {
    {"moscow", "Москва"},
    {"moskva", "Москва"},
    {"saint-petersburg", "Санкт-Петербург"},
    {"st-petersburg", "Санкт-Петербург"},
    {"kazan", "Казань"},
    {"sochi", "Сочи"},
    {"yekaterinburg", "Екатеринбург"},
    {"ekaterinburg", "Екатеринбург"},
    {"novosibirsk", "Новосибирск"},
    {"krasnoyarsk", "Красноярск"},
    {"samara", "Самара"},
    {"ufa", "Уфа"},
    {"rostov-on-don", "Ростов-на-Дону"},
    {"vienna", "Wien"},
    {"munich", "München"},
    {"muenchen", "München"},
    {"cologne", "Köln"},
    {"koeln", "Köln"},
    {"zurich", "Zürich"},
    {"zuerich", "Zürich"},
    {"geneva", "Genève"},
    {"new-york", "New York"},
    {"los-angeles", "Los Angeles"},
    {"san-francisco", "San Francisco"},
    {"san-marino", "San Marino"},
};

std::string_view stem_of(std::string_view path) {
    if (auto const slash = path.find_last_of("/\\"); slash != std::string_view::npos) {
        path.remove_prefix(slash + 1);
    }
    return path.substr(0, path.find('.'));
}

} // namespace

std::optional<std::string> place_from_file_name(std::string_view path) {
    auto const stem = stem_of(path);
    if (!is_utf8(stem)) return std::nullopt;
    auto key = comparable(stem);
    std::ranges::replace_if(key, [](char c) { return c == '_' || c == ' '; }, '-');
    for (auto const& [file, place] : known_places) {
        if (!key.starts_with(file)) continue;
        if (key.size() == file.size() || key[file.size()] == '-') return std::string(place);
    }
    auto const words = letter_words(stem);
    if (words.empty()) return std::nullopt;
    auto name = capitalised(words.front());
    if (!is_place_name(name)) return std::nullopt;
    return name;
}

bool is_place_name(std::string_view name) {
    if (!is_utf8(name) || has_control(name)) return false;
    auto const length = code_points(trimmed(name));
    bool const digits = name.find_first_not_of("0123456789 ") == std::string_view::npos;
    return length >= 2 && length <= 128 && !digits;
}

} // namespace qc::osm

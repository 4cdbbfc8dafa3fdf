// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/place_rules.hpp"

#include <algorithm>
#include <set>

namespace qc::quests {
namespace {

constexpr PlaceFault part_missing{"places", "You must specify part for each place."};
constexpr PlaceFault part_beyond{"places", "Part must be less than the number of places."};
constexpr PlaceFault not_divided{"isDivide", "You must specify artifact file to divide him."};
constexpr PlaceFault file_missing{"file", "You must specify artifact file to divide him."};
constexpr PlaceFault one_place{
    "isDivide", "You must be specify places more then 1 when you divide artifact."
};

std::optional<PlaceFault> part_fault(std::vector<std::optional<std::int16_t>> const& parts) {
    std::set<std::int16_t> distinct;
    for (auto const& part : parts) {
        if (!part) return part_missing;
        if (*part < 1 || static_cast<std::size_t>(*part) > parts.size()) return part_beyond;
        if (!distinct.insert(*part).second) return part_beyond;
    }
    return std::nullopt;
}

bool is_editor_marker(std::string_view text) {
    for (std::string_view const prefix : {"ghost_files_", "download_files_"}) {
        if (!text.starts_with(prefix)) continue;
        auto const number = text.substr(prefix.size());
        auto const is_digit = [](char character) { return character >= '0' && character <= '9'; };
        return !number.empty() && std::ranges::all_of(number, is_digit);
    }
    return false;
}

} // namespace

std::vector<PlaceFault> place_faults(PlacesOfPoint const& point) {
    std::vector<PlaceFault> faults;
    if (point.parts.empty()) return faults;
    if (point.parts.size() == 1) {
        if (point.is_divide) faults.push_back(one_place);
        if (point.parts.front().value_or(1) != 1) faults.push_back(part_beyond);
        return faults;
    }
    if (auto const fault = part_fault(point.parts)) faults.push_back(*fault);
    if (!point.is_divide) faults.push_back(not_divided);
    if (!point.has_file) faults.push_back(file_missing);
    return faults;
}

PlacesOfPoint places_of(AuthoredPoint const& point) {
    PlacesOfPoint places{{}, point.is_divide, point.file_key.has_value()};
    for (auto const& place : point.places)
        places.parts.push_back(place.part);
    return places;
}

std::vector<Problem>
place_problems(AuthoredPoint const& point, std::vector<PlaceStep> const& where) {
    std::vector<Problem> problems;
    for (auto const& fault : place_faults(places_of(point))) {
        auto place = where;
        place.emplace_back(std::string(fault.member));
        auto error = value_error(std::move(place), fault.text);
        problems.push_back(std::move(error.problems.front()));
    }
    return problems;
}

bool is_device_path(std::string_view text) {
    // JPEG in base64 begins with a slash, too.
    if (text.starts_with("/9j/")) return false;
    return text.starts_with('/') || text.starts_with("file:") || text.starts_with("content:") ||
           is_editor_marker(text);
}

} // namespace qc::quests

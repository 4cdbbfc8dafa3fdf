// SPDX-License-Identifier: Apache-2.0
#include "osm/naming.hpp"

#include "core/text.hpp"
#include "osm/phrases.hpp"
#include "osm/plain_text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace qc::osm {
namespace {

constexpr std::size_t max_name = 128;
constexpr std::size_t max_place_part = 40;
constexpr std::size_t max_anchor = 40;

std::string roman(unsigned n) {
    constexpr std::pair<unsigned, std::string_view> numerals[] = {
        {1000, "M"},
        {900, "CM"},
        {500, "D"},
        {400, "CD"},
        {100, "C"},
        {90, "XC"},
        {50, "L"},
        {40, "XL"},
        {10, "X"},
        {9, "IX"},
        {5, "V"},
        {4, "IV"},
        {1, "I"},
    };
    std::string out;
    for (auto const& [value, numeral] : numerals) {
        for (; n >= value; n -= value)
            out += numeral;
    }
    return out;
}

/// The street of at least half of the stops.
std::string common_street(Group const& group) {
    std::map<std::string, std::size_t> streets;
    for (auto const* const stop : group.stops) {
        ++streets[one_line(stop->tag("addr:street"), max_anchor)];
    }
    streets.erase("");
    for (auto const& [street, count] : streets) {
        if (2 * count >= group.stops.size()) return street;
    }
    return {};
}

/// Names by which people would find the neighbourhood, the best first.
std::vector<std::string> anchors_of(Group const& group) {
    std::vector<std::string> anchors;
    if (auto street = common_street(group); !street.empty()) anchors.push_back(std::move(street));
    auto by_reach = group.stops;
    auto const reach = [&](Feature const* from) {
        double total = 0;
        for (auto const* const to : group.stops) {
            total += distance_m(from->position, to->position);
        }
        return total;
    };
    std::ranges::sort(by_reach, [&](Feature const* a, Feature const* b) {
        return std::pair(reach(a), a->id) < std::pair(reach(b), b->id);
    });
    for (auto const* const stop : by_reach) {
        anchors.push_back(one_line(feature_name(*stop), max_anchor));
    }
    return anchors;
}

} // namespace

std::vector<std::string>
quest_names(std::vector<Group> const& groups, std::string_view place, Language language) {
    std::map<Theme, std::size_t> of_theme;
    for (auto const& group : groups)
        ++of_theme[group.theme];
    std::set<std::string> taken;
    std::vector<std::string> names;
    for (auto const& group : groups) {
        auto const base =
            one_line(place, max_place_part) + ": " + std::string(in(language, title(group.theme)));
        std::vector<std::string> choices;
        if (of_theme[group.theme] == 1) choices.push_back(base);
        for (auto const& anchor : anchors_of(group)) {
            choices.push_back(base + filled(in(language, nearby()), {{"anchor", anchor}}));
        }
        auto const is_free = [&](std::string const& name) {
            return !taken.contains(comparable(name));
        };
        auto const found = std::ranges::find_if(choices, is_free);
        auto name = found == choices.end() ? choices.front() : *found;
        // Every name taken so far is one that the numbers could meet.
        for (unsigned n = 2; !is_free(name) && n <= names.size() + 2; ++n) {
            name = numbered_name(choices.front(), n);
        }
        taken.insert(comparable(name));
        names.push_back(std::move(name));
    }
    return names;
}

std::string numbered_name(std::string_view name, unsigned n) {
    auto const number = " " + roman(n);
    return one_line(name, max_name - number.size()) + number;
}

} // namespace qc::osm

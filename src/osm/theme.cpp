// SPDX-License-Identifier: Apache-2.0
#include "osm/theme.hpp"

#include "core/text.hpp"
#include "osm/plain_text.hpp"

#include <algorithm>
#include <array>

namespace qc::osm {
namespace {

/// Room for a question behind it in the 500 code points of a point's description.
constexpr std::size_t max_description = 240;

bool is_closed(Feature const& feature) {
    for (std::string_view const key : {"disused", "abandoned", "demolished", "construction"}) {
        auto const value = feature.tag(key);
        if (!value.empty() && value != "no") return true;
    }
    auto const access = feature.tag("access");
    return access == "private" || access == "no";
}

bool fits(Kind const& kind, Feature const& feature) {
    auto const value = feature.tag(kind.key);
    if (value.empty() || value == "no") return false;
    return kind.value == "*" || kind.value == value;
}

} // namespace

int category_of(Theme theme) {
    constexpr int history = 3;
    constexpr int culture = 4;
    constexpr int entertainment = 7;
    constexpr int travel = 9;
    constexpr int nature = 11;
    constexpr int social = 12;
    switch (theme) {
    case Theme::history:
        return history;
    case Theme::museums:
    case Theme::worship:
    case Theme::art:
        return culture;
    case Theme::nature:
        return nature;
    case Theme::leisure:
        return entertainment;
    case Theme::food:
    case Theme::town:
    case Theme::life:
        return social;
    default:
        return travel;
    }
}

Theme family_of(Theme theme) {
    switch (theme) {
    case Theme::history:
    case Theme::museums:
    case Theme::worship:
    case Theme::art:
    case Theme::nature:
        return Theme::sights;
    case Theme::food:
    case Theme::leisure:
    case Theme::town:
        return Theme::life;
    default:
        return Theme::stroll;
    }
}

Kind const* kind_of(Feature const& feature) {
    if (is_closed(feature)) return nullptr;
    auto const all = kinds();
    auto const found =
        std::ranges::find_if(all, [&](Kind const& kind) { return fits(kind, feature); });
    return found == all.end() ? nullptr : &*found;
}

std::string feature_name(Feature const& feature) {
    for (std::string_view const key : {"name", "name:en", "int_name", "official_name"}) {
        if (auto name = one_line(feature.tag(key), 128); !name.empty()) return name;
    }
    return {};
}

std::string feature_description(Feature const& feature, Language language) {
    auto const local = "description:" + std::string(code_of(language));
    auto const name = comparable(feature_name(feature));
    for (std::string_view const key :
         {std::string_view(local),
          std::string_view("description"),
          std::string_view("description:en")}) {
        auto text = one_line(feature.tag(key), max_description);
        if (!text.empty() && comparable(text) != name) return as_sentence(std::move(text));
    }
    return {};
}

} // namespace qc::osm

// SPDX-License-Identifier: Apache-2.0
#include "osm/language.hpp"

#include "core/text.hpp"

#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace qc::osm {
namespace {

/// By ISO 639 code, so that other languages can outvote ours.
using Votes = std::map<std::string, int, std::less<>>;
using Sign = std::pair<std::string_view, std::string_view>;

constexpr std::string_view other = "other";

constexpr Sign countries[] = {
    {"AT", "de"},
    {"DE", "de"},
    {"CH", "de"},
    {"LI", "de"},
    {"MC", "fr"},
    {"FR", "fr"},
    {"BE", "fr"},
    {"LU", "fr"},
    {"RU", "ru"},
    {"BY", "ru"},
    {"KZ", "ru"},
    {"GB", "en"},
    {"IE", "en"},
    {"US", "en"},
    {"AU", "en"},
    {"NZ", "en"},
    {"CA", "en"},
};

/// Parts of names and streets, folded: "ß" is "ss".
constexpr Sign signs[] = {
    {"strasse", "de"}, {"gasse", "de"},    {"platz", "de"},      {"kirche", "de"},
    {"haus", "de"},    {"apotheke", "de"}, {"brunnen", "de"},    {"säule", "de"},
    {" von ", "de"},   {" der ", "de"},    {"ä", "de"},          {"ö", "de"},
    {"ü", "de"},       {"rue ", "fr"},     {"église", "fr"},     {"musée", "fr"},
    {"quai ", "fr"},   {"chapelle", "fr"}, {"boulevard ", "fr"}, {"pharmacie", "fr"},
    {"jardin", "fr"},  {"hôtel", "fr"},    {"place d", "fr"},    {"é", "fr"},
    {"è", "fr"},       {"ê", "fr"},        {"ç", "fr"},          {"street", "en"},
    {" road", "en"},   {" square", "en"},  {"the ", "en"},       {"church", "en"},
    {" park", "en"},   {"house", "en"},    {"via ", "it"},       {"piazza", "it"},
    {"calle ", "es"},  {"plaza", "es"},    {"ulica", "pl"},      {"ulice", "cs"},
    {"náměst", "cs"},  {"straat", "nl"},   {"plein", "nl"},      {"utca", "hu"},
};

/// Letters that Russian does not have.
constexpr std::string_view not_russian[] = {"і", "ї", "є", "ґ", "ј", "љ", "њ", "ў"};

std::string_view script_language(std::string_view folded_text) {
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(folded_text.data());
    auto const length = static_cast<std::int32_t>(folded_text.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 code = 0;
        U8_NEXT(bytes, i, length, code);
        UErrorCode status = U_ZERO_ERROR;
        auto const script = code < 0 ? USCRIPT_COMMON : uscript_getScript(code, &status);
        if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) continue;
        if (script == USCRIPT_LATIN) return {};
        if (script != USCRIPT_CYRILLIC) return other;
        bool const foreign = std::ranges::any_of(not_russian, [&](std::string_view letter) {
            return folded_text.find(letter) != std::string_view::npos;
        });
        return foreign ? other : std::string_view("ru");
    }
    return {};
}

void vote(Votes& votes, std::string_view language, int weight) {
    votes[std::string(language)] += weight;
}

void vote_by_text(Votes& votes, std::string_view text) {
    auto const line = comparable(text);
    if (auto const language = script_language(line); !language.empty()) vote(votes, language, 1);
    std::string_view seen;
    for (auto const& [part, language] : signs) {
        // A language is heard once per text, or "Straße der Brüder" would shout.
        if (language == seen || line.find(part) == std::string::npos) continue;
        vote(votes, language, 1);
        seen = language;
    }
}

void vote_by_feature(Votes& votes, Feature const& feature) {
    if (auto const country = feature.tag("addr:country"); !country.empty()) {
        auto const* const known = std::ranges::find(countries, country, &Sign::first);
        vote(votes, known == std::end(countries) ? other : known->second, 3);
    }
    auto const name = feature.tag("name");
    for (auto const& [key, value] : feature.tags) {
        if (key.starts_with("name:") && value == name) vote(votes, key.substr(5), 2);
    }
    vote_by_text(votes, std::string(name) + ", " + std::string(feature.tag("addr:street")));
}

Language winner(Votes const& votes) {
    auto const most = std::ranges::max_element(votes, {}, &Votes::value_type::second);
    if (most == votes.end()) return Language::en;
    return language_of_code(most->first).value_or(Language::en);
}

} // namespace

std::string_view code_of(Language language) {
    return in(language, {"en", "de", "fr", "ru"});
}

std::optional<Language> language_of_code(std::string_view code) {
    for (auto const language : {Language::en, Language::de, Language::fr, Language::ru}) {
        if (code_of(language) == code) return language;
    }
    return std::nullopt;
}

Language spoken_in(FeatureSet const& set) {
    Votes votes;
    for (auto const& feature : set.features)
        vote_by_feature(votes, feature);
    return winner(votes);
}

Language spoken_in(std::string_view text) {
    Votes votes;
    vote_by_text(votes, text);
    return winner(votes);
}

} // namespace qc::osm

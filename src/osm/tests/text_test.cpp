// SPDX-License-Identifier: Apache-2.0
#include "osm/language.hpp"
#include "osm/naming.hpp"
#include "osm/phrases.hpp"
#include "osm/place_name.hpp"
#include "osm/plain_text.hpp"
#include "osm/source_key.hpp"
#include "osm/tests/fixtures.hpp"
#include "osm/theme.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::osm {
namespace {

TEST(PlainText, BecomesOneCleanLine) {
    EXPECT_EQ(
        one_line(
            " a \n\t b\x01"
            "c ",
            10
        ),
        "a b c"
    );
    EXPECT_EQ(one_line("a\u202Eb\u2067c", 10), "abc");
    EXPECT_EQ(
        one_line(
            "a\xFF"
            "b",
            10
        ),
        "a b"
    );
    EXPECT_EQ(one_line("", 10), "");
    EXPECT_EQ(one_line(" \n ", 10), "");
}

TEST(PlainText, IsCutBetweenCodePoints) {
    EXPECT_EQ(one_line("äöüß", 4), "äöüß");
    EXPECT_EQ(one_line("äöüßé", 4), "äöü…");
    EXPECT_EQ(one_line("ab cdef", 4), "ab…");
    EXPECT_EQ(one_line("abcd ", 4), "abcd");
}

TEST(PlainText, FillsEachKeyOnce) {
    EXPECT_EQ(filled("{a}-{b}-{a}", {{"a", "{b}"}, {"b", "x"}}), "{b}-x-{b}");
    EXPECT_EQ(filled("{unknown}{open", {}), "{open");
}

TEST(PlainText, EndsAndBeginsAsSentencesDo) {
    EXPECT_EQ(as_sentence("Soup"), "Soup.");
    EXPECT_EQ(as_sentence("Soup?"), "Soup?");
    EXPECT_EQ(as_sentence(""), "");
    EXPECT_EQ(capitalised("ökumene"), "Ökumene");
    EXPECT_EQ(capitalised(""), "");
    EXPECT_EQ(capitalised("\xFFx"), "\xFFx");
}

TEST(PlaceName, ComesFromTheFileName) {
    EXPECT_EQ(place_from_file_name("/a/b.c/monaco.geojson"), "Monaco");
    EXPECT_EQ(place_from_file_name("berlin-siegessaeule.geojson"), "Berlin");
    EXPECT_EQ(place_from_file_name("moscow.geojson"), "Москва");
    EXPECT_EQ(place_from_file_name("Moscow_centre.geojson"), "Москва");
    EXPECT_EQ(place_from_file_name("C:\\x\\saint petersburg.geojson"), "Санкт-Петербург");
    EXPECT_EQ(place_from_file_name("ufaley.geojson"), "Ufaley");
    EXPECT_EQ(place_from_file_name("казань.geojson"), "Казань");
    EXPECT_EQ(place_from_file_name("17.geojson"), std::nullopt);
    EXPECT_EQ(place_from_file_name("x.geojson"), std::nullopt);
    EXPECT_EQ(place_from_file_name("\xFF.geojson"), std::nullopt);
}

TEST(PlaceName, FollowsTheRuleOfReferenceItems) {
    EXPECT_TRUE(is_place_name("Au"));
    EXPECT_TRUE(is_place_name("Area 51"));
    EXPECT_FALSE(is_place_name("A"));
    EXPECT_FALSE(is_place_name("1 2"));
    EXPECT_FALSE(is_place_name("a\nb"));
    EXPECT_FALSE(is_place_name("\xFF\xFE"));
    EXPECT_FALSE(is_place_name(std::string(129, 'a')));
}

FeatureSet speaking(Tags tags) {
    FeatureSet set;
    set.features.push_back(feature("1", {}, tags));
    return set;
}

TEST(SpokenLanguage, FollowsAddressesTranslationsScriptAndWords) {
    EXPECT_EQ(spoken_in(speaking({{"name", "Iskra"}, {"addr:country", "AT"}})), Language::de);
    EXPECT_EQ(spoken_in(speaking({{"name", "Nord"}, {"name:fr", "Nord"}})), Language::fr);
    EXPECT_EQ(spoken_in(speaking({{"name", "Кремль"}})), Language::ru);
    EXPECT_EQ(spoken_in(speaking({{"name", "X"}, {"addr:street", "Brückengasse"}})), Language::de);
    EXPECT_EQ(spoken_in("Musée de la Mer"), Language::fr);
    EXPECT_EQ(spoken_in("The Old Church"), Language::en);
}

TEST(SpokenLanguage, IsEnglishWhereWeHaveNoWords) {
    EXPECT_EQ(spoken_in(FeatureSet{}), Language::en);
    EXPECT_EQ(spoken_in(speaking({{"name", "Kino"}, {"addr:country", "CZ"}})), Language::en);
    EXPECT_EQ(spoken_in(speaking({{"name", "東京"}, {"name:ja", "東京"}})), Language::en);
    EXPECT_EQ(spoken_in("Київ, вулиця"), Language::en);
    EXPECT_EQ(spoken_in("12"), Language::en);
}

TEST(Phrases, HoldNoDigitThatCouldBeAnAnswer) {
    auto const digit_free = [](std::string_view text) {
        return text.find_first_of("0123456789") == std::string_view::npos && !text.empty();
    };
    for (auto const language : {Language::en, Language::de, Language::fr, Language::ru}) {
        for (std::size_t theme = 0; theme <= static_cast<std::size_t>(Theme::stroll); ++theme) {
            EXPECT_TRUE(digit_free(in(language, title(Theme(theme)))));
            EXPECT_TRUE(digit_free(in(language, lead(Theme(theme)))));
        }
        for (std::size_t count = 2; count <= 10; ++count) {
            EXPECT_TRUE(digit_free(count_word(language, count)));
        }
        for (double const length : {0.0, 2'000.0, 3'000.0, 5'000.0}) {
            EXPECT_TRUE(digit_free(walking_time(language, length)));
        }
        EXPECT_TRUE(digit_free(in(language, invitation())));
        EXPECT_TRUE(digit_free(in(language, hint())));
        for (auto const& kind : kinds())
            EXPECT_TRUE(digit_free(in(language, kind.noun)));
    }
    EXPECT_THROW((void)walking_time(Language::en, 1e10), std::invalid_argument);
}

TEST(Kinds, LeaveOutWhatIsNoFunOrClosed) {
    for (auto const* const amenity : {"bank", "fuel", "parking", "hospital", "school"}) {
        EXPECT_EQ(kind_of(feature("1", {}, {{"amenity", amenity}})), nullptr);
    }
    EXPECT_EQ(kind_of(feature("1", {}, {{"amenity", "cafe"}, {"disused", "yes"}})), nullptr);
    EXPECT_EQ(kind_of(feature("1", {}, {{"amenity", "cafe"}, {"access", "private"}})), nullptr);
    EXPECT_NE(kind_of(feature("1", {}, {{"amenity", "cafe"}, {"disused", "no"}})), nullptr);
    EXPECT_EQ(kind_of(feature("1", {}, {{"historic", "no"}})), nullptr);
}

TEST(Kinds, HaveCategoriesThatFit) {
    auto const category = [](Tags tags) {
        return category_of(kind_of(feature("1", {}, tags))->theme);
    };
    EXPECT_EQ(category({{"historic", "memorial"}}), 3);
    EXPECT_EQ(category({{"historic", "pillory"}}), 3);
    EXPECT_EQ(category({{"tourism", "museum"}}), 4);
    EXPECT_EQ(category({{"amenity", "place_of_worship"}}), 4);
    EXPECT_EQ(category({{"natural", "peak"}}), 11);
    EXPECT_EQ(category({{"amenity", "cinema"}}), 7);
    EXPECT_EQ(category({{"amenity", "cafe"}}), 12);
    EXPECT_EQ(category_of(Theme::stroll), 9);
    EXPECT_EQ(family_of(Theme::sights), Theme::stroll);
}

TEST(Names, AreLocalWithEnglishFallback) {
    EXPECT_EQ(feature_name(feature("1", {}, {{"name", "Burg"}, {"name:en", "Castle"}})), "Burg");
    EXPECT_EQ(feature_name(feature("1", {}, {{"name:en", "Castle"}})), "Castle");
    EXPECT_EQ(feature_name(feature("1", {}, {{"int_name", "Borg"}})), "Borg");
    auto const told = feature(
        "1",
        {},
        {{"name", "Burg"}, {"description:en", "Old walls"}, {"description:de", "Alte Mauern"}}
    );
    EXPECT_EQ(feature_description(told, Language::de), "Alte Mauern.");
    EXPECT_EQ(feature_description(told, Language::ru), "Old walls.");
    auto const idle = feature("1", {}, {{"name", "Portier"}, {"description", "portier"}});
    EXPECT_EQ(feature_description(idle, Language::de), "");
}

TEST(Names, AreNumberedInRoman) {
    EXPECT_EQ(numbered_name("Krems: Kunst", 2), "Krems: Kunst II");
    EXPECT_EQ(numbered_name("Krems: Kunst", 14), "Krems: Kunst XIV");
    EXPECT_EQ(code_points(numbered_name(std::string(128, 'a'), 3)), 128U);
}

TEST(Source, ListsShortIdsInAFixedOrder) {
    EXPECT_EQ(source_of_ids({"way/7", "node/12"}), "osm:n12,w7");
    EXPECT_EQ(source_of_ids({"node/12", "way/7"}), "osm:n12,w7");
    EXPECT_EQ(source_of_ids({"sample/1", "node/x"}), "osm:node/x,sample/1");
}

TEST(Source, IsADigestWhereTheIdsDoNotFit) {
    auto const spaced = source_of_ids({"a b", "c"});
    EXPECT_TRUE(spaced.starts_with("osm:sha256:"));
    EXPECT_NE(spaced, source_of_ids({"a", "b,c"}));
    auto const far = source_of_ids(std::vector<std::string>(10, std::string(90, 'a')));
    EXPECT_EQ(far.size(), 11U + 64U);
}

} // namespace
} // namespace qc::osm

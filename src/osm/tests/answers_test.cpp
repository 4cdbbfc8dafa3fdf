// SPDX-License-Identifier: Apache-2.0
#include "osm/answers.hpp"
#include "osm/phrases.hpp"
#include "osm/tests/fixtures.hpp"
#include "osm/wall.hpp"

#include <gtest/gtest.h>

namespace qc::osm {
namespace {

std::string read(Subject subject, Tags tags) {
    return readable_answer(feature("node/1", {}, tags), subject).value_or("-");
}

TEST(Answers, AreHouseNumbersOfDigits) {
    EXPECT_EQ(read(Subject::house_number, {{"addr:housenumber", " 17 "}}), "17");
    EXPECT_EQ(read(Subject::house_number, {{"addr:housenumber", "17a"}}), "-");
    EXPECT_EQ(read(Subject::house_number, {{"addr:housenumber", "5-7"}}), "-");
    EXPECT_EQ(read(Subject::house_number, {{"addr:housenumber", "12345"}}), "-");
    EXPECT_EQ(read(Subject::house_number, {{"addr:housenumber", "a"}}), "-");
    EXPECT_EQ(read(Subject::house_number, {}), "-");
}

TEST(Answers, AreHouseNumbersWithOneLetter) {
    EXPECT_EQ(read(Subject::house_mark, {{"addr:housenumber", "4b"}}), "4b");
    EXPECT_EQ(read(Subject::house_mark, {{"addr:housenumber", "4"}}), "-");
    EXPECT_EQ(read(Subject::house_mark, {{"addr:housenumber", "4bis"}}), "-");
    EXPECT_EQ(read(Subject::house_mark, {{"addr:housenumber", "4-"}}), "-");
}

TEST(Answers, AreYearsOfWhatWasBuiltToBeRemembered) {
    EXPECT_EQ(read(Subject::year, {{"historic", "monument"}, {"start_date", "1897"}}), "1897");
    EXPECT_EQ(read(Subject::year, {{"building", "yes"}, {"start_date", "1897-05"}}), "1897");
    EXPECT_EQ(read(Subject::year, {{"tourism", "artwork"}, {"year", "1897-05-01"}}), "1897");
    EXPECT_EQ(
        read(Subject::year, {{"amenity", "fountain"}, {"year_of_construction", "1897"}}), "1897"
    );
    EXPECT_EQ(
        read(Subject::year, {{"amenity", "place_of_worship"}, {"start_date", "1204"}}), "1204"
    );
}

TEST(Answers, AreNoYearsThatNobodyCanBeSureOf) {
    for (auto const* const date : {"1850-1860", "C19", "~1850", "1850s", "0850", "2999", "185"}) {
        EXPECT_EQ(read(Subject::year, {{"historic", "monument"}, {"start_date", date}}), "-");
    }
    EXPECT_EQ(read(Subject::year, {{"amenity", "cafe"}, {"start_date", "1990"}}), "-");
}

TEST(Answers, AreTheLongestWordOfAnInscription) {
    EXPECT_EQ(read(Subject::inscription, {{"inscription", "Hier stand die alte Mühle."}}), "-");
    EXPECT_EQ(
        read(Subject::inscription, {{"inscription", "Den Gefallenen 1914-18"}}), "Gefallenen"
    );
    EXPECT_EQ(read(Subject::inscription, {{"inscription", "grün Haus"}}), "-");
    EXPECT_EQ(read(Subject::inscription, {{"inscription", "right wrong"}}), "-");
    EXPECT_EQ(read(Subject::inscription, {{"inscription", "peace and Peace"}}), "Peace");
}

TEST(Answers, AreSurnamesWithOneSpelling) {
    EXPECT_EQ(read(Subject::artist, {{"artist_name", "Anna Maria Velt"}}), "Velt");
    EXPECT_EQ(read(Subject::artist, {{"artist", "Jan Orlo"}}), "Orlo");
    for (auto const* const name : {"Velt", "A. Velt; B. Orlo", "Anna Velt-Orlo", "Ai Wu"}) {
        EXPECT_EQ(read(Subject::artist, {{"artist_name", name}}), "-");
    }
}

TEST(Answers, AreStreets) {
    EXPECT_EQ(read(Subject::street, {{"addr:street", "Untere Landstraße"}}), "Untere Landstraße");
    EXPECT_EQ(read(Subject::street, {{"addr:street", "5th Street"}}), "-");
    EXPECT_EQ(read(Subject::street, {{"addr:street", "Weg"}}), "-");
}

TEST(Answers, CountAsGivenAwayInAnyCaseAndInsideWords) {
    std::vector<std::string> const texts{"The OLD Mill", "House 1204"};
    EXPECT_TRUE(gives_away(texts, "mill"));
    EXPECT_TRUE(gives_away(texts, "ol"));
    EXPECT_TRUE(gives_away(texts, "20"));
    EXPECT_TRUE(gives_away({texts}, "Ｍｉｌｌ"));
    EXPECT_FALSE(gives_away(texts, "wheel"));
}

TEST(Answers, AreReadFromTheMapByThoseWhoStandThere) {
    FeatureSet map;
    Position const here{48.4, 15.6};
    map.features.push_back(feature("1", here, {{"name", "Gate"}, {"addr:housenumber", "8"}}));
    map.features.push_back(
        feature("2", {48.41, 15.6}, {{"name", "Gate"}, {"addr:housenumber", "9"}})
    );
    for (auto const language : {Language::en, Language::de, Language::fr, Language::ru}) {
        auto const asked = "Gate. " + std::string(question(language, Subject::house_number, 1));
        EXPECT_EQ(answer_from_wall(map, {"Gate", asked, {48.4001, 15.6}}), "8");
        EXPECT_EQ(answer_from_wall(map, {"Gate", asked, {48.405, 15.6}}), std::nullopt);
        EXPECT_EQ(answer_from_wall(map, {"Door", asked, here}), std::nullopt);
    }
    EXPECT_EQ(answer_from_wall(map, {"Gate", "Take a minute.", here}), std::nullopt);
}

} // namespace
} // namespace qc::osm

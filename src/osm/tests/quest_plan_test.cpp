// SPDX-License-Identifier: Apache-2.0
#include "osm/geojson.hpp"
#include "osm/quest_plan.hpp"
#include "osm/tests/fixtures.hpp"
#include "osm/wall.hpp"

#include <gtest/gtest.h>

#include <set>

namespace qc::osm {
namespace {

PlanOptions const krems{"Krems", Language::en};

TEST(QuestPlan, FollowsTheRulesOfImportedQuests) {
    auto const quests = plan_quests(row_of_cafes(6), krems);
    ASSERT_EQ(quests.size(), 1U);
    expect_playable(quests[0], 5);
    EXPECT_EQ(quests[0].name, "Krems: the town at table");
    EXPECT_EQ(quests[0].reward, 12);
    EXPECT_EQ(quests[0].timeframe_h, std::nullopt);
    EXPECT_EQ(quests[0].source, "osm:n1,n2,n3,n4,n5,n6");
    EXPECT_EQ(quests[0].attribution, "© OpenStreetMap contributors, ODbL 1.0");
    EXPECT_EQ(quests[0].points.front().name_of_location, "Cafe A");
    EXPECT_EQ(quests[0].description.find("written on the spot"), std::string::npos);
}

TEST(QuestPlan, NamesSeveralQuestsOfAThemeByTheirNeighbourhood) {
    auto set = row_of_cafes(26);
    auto const quests = plan_quests(set, krems);
    std::set<std::string> names;
    for (auto const& quest : quests)
        names.insert(comparable(quest.name));
    EXPECT_GT(quests.size(), 1U);
    EXPECT_EQ(names.size(), quests.size());
    for (auto const& quest : quests) {
        EXPECT_NE(quest.name.find("and around"), std::string::npos);
    }
    for (auto& feature : set.features)
        feature.tags.insert_or_assign("name", "Same");
    auto const same = plan_quests(set, krems);
    EXPECT_TRUE(same[1].name.ends_with(" II")) << same[1].name;
}

TEST(QuestPlan, AsksForWhatCanBeReadAndKeepsItSecret) {
    auto set = row_of_cafes(6);
    for (std::size_t i = 0; i < 6; ++i) {
        set.features[i].tags.emplace("addr:housenumber", std::to_string(20 + i));
    }
    set.attribution = "Us";
    // 21 stands in a name, 22 in a description; 23 is asked twice.
    set.features[5].tags.insert_or_assign("name", "Bistro 21");
    set.features[0].tags.emplace("description", "Since 2022");
    set.features[4].tags.insert_or_assign("addr:housenumber", "23");
    auto const quests = plan_quests(set, krems);
    ASSERT_EQ(quests.size(), 1U);
    expect_playable(quests[0], 6);
    std::vector<std::string> codes;
    for (auto const& point : quests[0].points)
        codes.push_back(point.type_code.value_or("-"));
    // 20 is part of 2022.
    EXPECT_EQ(codes, (std::vector<std::string>{"-", "-", "-", "23", "-", "25"}));
    EXPECT_NE(quests[0].description.find("written on the spot"), std::string::npos);
}

TEST(QuestPlan, HidesTheStreetThatItAsksFor) {
    auto set = row_of_cafes(5);
    set.features[0].tags.emplace("addr:street", "Mill Lane");
    set.features[1].tags.emplace("addr:street", "High Street");
    set.features[2].tags.emplace("addr:street", "High Street");
    auto const quests = plan_quests(set, krems);
    ASSERT_EQ(quests.size(), 1U);
    EXPECT_EQ(quests[0].points[0].type_word, "Mill Lane");
    EXPECT_EQ(quests[0].points[0].activity_id, activity::enter_word);
    // The second of two equal answers is given up, shows its street and so gives the first away.
    EXPECT_EQ(quests[0].points[1].type_word, std::nullopt);
    EXPECT_EQ(quests[0].points[2].type_word, std::nullopt);
    expect_playable(quests[0], 5);
}

TEST(QuestPlan, CleansHostileTexts) {
    auto set = row_of_cafes(6);
    set.features[0].tags.insert_or_assign("name", "a\x01\u202E\nb{first}");
    set.features[1].tags.insert_or_assign("name", std::string(5'000, 'w'));
    set.features[2].tags.emplace("description", std::string(100'000, 'd'));
    set.features[3].tags.emplace("addr:street", std::string(100'000, 's'));
    set.features[4].tags.emplace("inscription", std::string(100'000, 'i'));
    auto const quests = plan_quests(set, {std::string(128, 'P'), Language::de});
    ASSERT_EQ(quests.size(), 1U);
    expect_playable(quests[0], 6);
    EXPECT_NE(quests[0].description.find("„a b{first}“"), std::string::npos);
}

TEST(QuestPlan, JudgesLevelAndMileageByTheLength) {
    EXPECT_EQ(level_of(1'999), Level::easy);
    EXPECT_EQ(level_of(2'000), Level::medium);
    EXPECT_EQ(level_of(10'000), Level::hard);
    constexpr double mile_m = 1'609.344;
    EXPECT_EQ(mileage_of(0), Mileage::up_to_10);
    EXPECT_EQ(mileage_of(10 * mile_m), Mileage::up_to_30);
    EXPECT_EQ(mileage_of(30 * mile_m), Mileage::up_to_100);
    EXPECT_EQ(mileage_of(101 * mile_m), Mileage::above_100);
}

TEST(QuestPlan, MakesQuestsOfTheSampleWithCodesAndWords) {
    auto const file = std::filesystem::path(QC_SOURCE_DIR) / "db/sample/millbridge.geojson";
    auto const set = read_geojson(bytes_of(file));
    ASSERT_TRUE(set) << problems_of(set);
    auto const quests = plan_quests(*set, {"Millbridge", std::nullopt});
    EXPECT_EQ(quests.size(), 3U);
    std::size_t codes = 0;
    std::size_t words = 0;
    for (auto const& quest : quests) {
        expect_playable(quest, 5);
        EXPECT_EQ(quest.attribution, "QuestCity sample, CC0");
        for (auto const& point : quest.points) {
            codes += point.type_code ? 1U : 0U;
            words += point.type_word ? 1U : 0U;
            auto const read =
                answer_from_wall(*set, {point.name_of_location, point.description, point.position});
            EXPECT_EQ(read, point.type_code ? point.type_code : point.type_word);
        }
    }
    EXPECT_GE(codes, 5U);
    EXPECT_GE(words, 5U);
}

} // namespace
} // namespace qc::osm

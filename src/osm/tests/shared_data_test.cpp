// SPDX-License-Identifier: Apache-2.0
#include "osm/geojson.hpp"
#include "osm/grouping.hpp"
#include "osm/place_name.hpp"
#include "osm/tests/fixtures.hpp"
#include "osm/wall.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace qc::osm {
namespace {

/// Runs `check(path, features)` for every shared map, or skips.
template <class Check>
void for_each_map(Check check) {
    auto const folder = shared_folder("osm");
    if (!folder) GTEST_SKIP() << "the shared map data is not here";
    for (auto const& path : files_in(*folder)) {
        auto const set = read_geojson(bytes_of(path));
        ASSERT_TRUE(set) << path << problems_of(set);
        check(path, *set);
    }
}

PlanOptions options_for(std::filesystem::path const& path) {
    return {place_from_file_name(path.string()).value_or("Somewhere"), std::nullopt};
}

TEST(SharedMaps, BecomePlayableQuests) {
    for_each_map([](auto const& path, FeatureSet const& set) {
        auto const quests = plan_quests(set, options_for(path));
        EXPECT_FALSE(quests.empty()) << path;
        std::set<std::string> names;
        std::set<std::string> sources;
        for (auto const& quest : quests) {
            expect_playable(quest, 5);
            EXPECT_LE(quest.length_m, max_walk_m);
            EXPECT_NE(quest.attribution->find("OpenStreetMap"), std::string::npos);
            names.insert(comparable(quest.name));
            sources.insert(quest.source);
        }
        EXPECT_EQ(names.size(), quests.size());
        EXPECT_EQ(sources.size(), quests.size());
    });
}

TEST(SharedMaps, GiveTheSameQuestsInAnyOrder) {
    for_each_map([](auto const& path, FeatureSet const& set) {
        auto const first = plan_quests(set, options_for(path));
        auto shuffled = set;
        std::mt19937 random(7);
        std::ranges::shuffle(shuffled.features, random);
        auto const second = plan_quests(shuffled, options_for(path));
        ASSERT_EQ(first.size(), second.size()) << path;
        for (std::size_t i = 0; i < first.size(); ++i) {
            EXPECT_EQ(first[i].source, second[i].source);
            EXPECT_EQ(first[i].name, second[i].name);
            EXPECT_EQ(first[i].description, second[i].description);
            for (std::size_t p = 0; p < first[i].points.size(); ++p) {
                EXPECT_EQ(first[i].points[p].description, second[i].points[p].description);
                EXPECT_EQ(first[i].points[p].source_id, second[i].points[p].source_id);
            }
        }
    });
}

TEST(SharedMaps, LetAPlayerReadEveryAnswerOnTheSpot) {
    for_each_map([](auto const& path, FeatureSet const& set) {
        for (auto const& quest : plan_quests(set, options_for(path))) {
            for (auto const& point : quest.points) {
                auto const read = answer_from_wall(
                    set, {point.name_of_location, point.description, point.position}
                );
                EXPECT_EQ(read, point.type_code ? point.type_code : point.type_word) << path;
            }
        }
    });
}

TEST(SharedTracks, BecomePlayableQuestsOrAreRefusedClearly) {
    auto const folder = shared_folder("gpx");
    if (!folder) GTEST_SKIP() << "the shared tracks are not here";
    std::size_t made = 0;
    for (auto const& path : files_in(*folder)) {
        auto const document = read_gpx(bytes_of(path));
        ASSERT_TRUE(document) << path << problems_of(document);
        auto const quest = plan_from_gpx(*document, options_for(path));
        if (!quest) {
            EXPECT_NE(problems_of(quest).find("at least two"), std::string::npos) << path;
            continue;
        }
        ++made;
        expect_playable(*quest, 2);
        EXPECT_EQ(quest->source, plan_from_gpx(*document, options_for(path))->source);
    }
    EXPECT_GE(made, 5U);
}

TEST(SharedJson, NeverCrashesTheReader) {
    auto const folder = shared_folder("json-parsing");
    if (!folder) GTEST_SKIP() << "the shared JSON suite is not here";
    for (auto const& path : files_in(*folder))
        EXPECT_FALSE(read_geojson(bytes_of(path))) << path;
}

} // namespace
} // namespace qc::osm

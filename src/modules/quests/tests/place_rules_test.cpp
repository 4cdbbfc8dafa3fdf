// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/mercator.hpp"
#include "quests/domain/place_rules.hpp"

#include <gtest/gtest.h>

namespace qc::quests {
namespace {

TEST(PlaceRules, LetAPointWithoutPlacesBe) {
    EXPECT_TRUE(place_faults({{}, true, false}).empty());
}

TEST(PlaceRules, LetOnePlaceBeTheWhole) {
    EXPECT_TRUE(place_faults({{std::nullopt}, false, false}).empty());
    EXPECT_TRUE(place_faults({{std::int16_t{1}}, false, false}).empty());
    EXPECT_EQ(place_faults({{std::int16_t{2}}, false, false}).size(), 1U);
}

TEST(PlaceRules, TakeCompletePartsOfADividedArtefact) {
    EXPECT_TRUE(place_faults({{std::int16_t{2}, std::int16_t{1}}, true, true}).empty());
}

TEST(PlaceRules, NameEveryFaultOfSeveralPlaces) {
    EXPECT_EQ(place_faults({{std::int16_t{0}, std::int16_t{1}}, false, false}).size(), 3U);
}

TEST(PlaceRules, KnowPathsOfDevices) {
    for (auto const* const path :
         {"/storage/a.jpg", "file:///a", "content://media/1", "ghost_files_12", "download_files_0"})
        EXPECT_TRUE(is_device_path(path)) << path;
    for (auto const* const content :
         {"/9j/4AAQSkZJRg==", "ghost_files_", "ghost_files_x", "https://store/a", "iVBORw0KGgo="})
        EXPECT_FALSE(is_device_path(content)) << content;
}

TEST(Mercator, IsUndefinedNearThePoles) {
    EXPECT_FALSE(mercator(85.06, 0));
    EXPECT_FALSE(mercator(-85.06, 0));
    auto const edge = mercator(-45, 180);
    ASSERT_TRUE(edge);
    EXPECT_NEAR(edge->x_m, 20'037'508.34, 0.01);
    EXPECT_NEAR(edge->y_m, -5'621'521.49, 0.01);
}

} // namespace
} // namespace qc::quests

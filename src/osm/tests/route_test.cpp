// SPDX-License-Identifier: Apache-2.0
#include "osm/grouping.hpp"
#include "osm/route.hpp"
#include "osm/tests/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <stdexcept>

namespace qc::osm {
namespace {

TEST(Distance, FollowsTheSphereOfThePlayRules) {
    EXPECT_NEAR(distance_m({0, 0}, {0, 180}), 6'371'008.8 * 3.14159265358979, 1);
    EXPECT_NEAR(distance_m({0, 179.9995}, {0, -179.9995}), 111.195, 0.01);
    EXPECT_EQ(distance_m({48, 15}, {48, 15}), 0);
}

TEST(Tour, IsAsShortAsTheBestOfAllOrders) {
    std::vector<Position> const stops{
        {48.4101, 15.6002},
        {48.4173, 15.6051},
        {48.4122, 15.6093},
        {48.4155, 15.6011},
        {48.4139, 15.6027},
        {48.4108, 15.6079},
        {48.4161, 15.6088},
    };
    std::vector<std::size_t> order(stops.size());
    std::iota(order.begin(), order.end(), 0U);
    double best = 1e9;
    do {
        std::vector<Position> line;
        for (auto const index : order)
            line.push_back(stops[index]);
        best = std::min(best, length_m(line));
    } while (std::ranges::next_permutation(order).found);
    auto const tour = shortest_tour(stops);
    EXPECT_NEAR(tour.length_m, best, 1e-6);
    EXPECT_EQ(std::set(tour.order.begin(), tour.order.end()).size(), stops.size());
    EXPECT_LT(tour.order.front(), tour.order.back());
}

TEST(Tour, KnowsItsLimits) {
    EXPECT_TRUE(shortest_tour({}).order.empty());
    EXPECT_EQ(shortest_tour(std::vector<Position>(1)).order.size(), 1U);
    EXPECT_THROW((void)shortest_tour(std::vector<Position>(11)), std::invalid_argument);
}

TEST(Grouping, TakesStragglersInRatherThanLeaveThemOut) {
    auto const set = row_of_cafes(9);
    auto const groups = walkable_groups(set);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].stops.size(), 9U);
    EXPECT_NEAR(groups[0].length_m, 8 * 100, 1);
}

TEST(Grouping, PutsEachPointIntoOneGroupOfFiveToTen) {
    auto const set = row_of_cafes(26);
    std::set<Feature const*> used;
    std::size_t total = 0;
    for (auto const& group : walkable_groups(set)) {
        EXPECT_GE(group.stops.size(), 5U);
        EXPECT_LE(group.stops.size(), 10U);
        used.insert(group.stops.begin(), group.stops.end());
        total += group.stops.size();
    }
    EXPECT_EQ(used.size(), total);
    EXPECT_GE(total, 24U);
}

TEST(Grouping, LeavesOutWhatIsTooFarToWalk) {
    auto set = row_of_cafes(6);
    for (std::size_t i = 0; i < 6; ++i)
        set.features[i].position.latitude = 40 + double(i) * 0.012;
    EXPECT_TRUE(walkable_groups(set).empty());
    EXPECT_TRUE(walkable_groups(row_of_cafes(4)).empty());
    EXPECT_TRUE(walkable_groups({}).empty());
}

TEST(Grouping, KeepsWalksWithinFiveKilometres) {
    auto set = row_of_cafes(10);
    for (std::size_t i = 0; i < 10; ++i)
        set.features[i].position.latitude = 40 + double(i) * 0.009;
    for (auto const& group : walkable_groups(set)) {
        EXPECT_LE(group.length_m, max_walk_m);
    }
}

TEST(Grouping, KeepsStopsApart) {
    auto set = row_of_cafes(20);
    for (std::size_t i = 0; i < 20; ++i) {
        set.features[i].position.latitude = 40 + double(i) * 0.00012;
    }
    auto const groups = walkable_groups(set);
    EXPECT_FALSE(groups.empty());
    for (auto const& group : groups) {
        for (auto const* const a : group.stops) {
            for (auto const* const b : group.stops) {
                if (a != b) {
                    EXPECT_GE(distance_m(a->position, b->position), min_spacing_m);
                }
            }
        }
    }
}

TEST(Grouping, JoinsRelatedThemesThatAreTooFewAlone) {
    auto set = row_of_cafes(6);
    auto const put = [&](std::size_t index, std::string key, std::string value) {
        auto& tags = set.features[index].tags;
        tags.erase("amenity");
        tags.emplace(std::move(key), std::move(value));
    };
    put(0, "historic", "monument");
    put(1, "tourism", "artwork");
    put(2, "natural", "tree");
    put(3, "tourism", "museum");
    put(4, "building", "church");
    auto groups = walkable_groups(set);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].theme, Theme::sights);
    EXPECT_EQ(groups[0].stops.size(), 5U);
    put(4, "shop", "books");
    set.features[4].tags.erase("building");
    groups = walkable_groups(set);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].theme, Theme::stroll);
    EXPECT_EQ(groups[0].stops.size(), 6U);
}

} // namespace
} // namespace qc::osm

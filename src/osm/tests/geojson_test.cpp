// SPDX-License-Identifier: Apache-2.0
#include "osm/geojson.hpp"
#include "osm/tests/fixtures.hpp"
#include "osm/theme.hpp"

#include <gtest/gtest.h>

namespace qc::osm {
namespace {

std::string collection(std::string const& features, std::string const& more = "") {
    return R"({"type":"FeatureCollection")" + more + R"(,"features":[)" + features + "]}";
}

std::string point(std::string const& id, std::string const& at, std::string const& properties) {
    return R"({"type":"Feature",)" + (id.empty() ? "" : R"("id":)" + id + ",") +
           R"("geometry":{"type":"Point","coordinates":[)" + at + R"(]},"properties":)" +
           properties + "}";
}

TEST(GeoJson, ReadsNamedPointsWithTheirTagsAndCredit) {
    auto const set = read_geojson(
        "\xEF\xBB\xBF" +
        collection(
            point(R"("node/7")", "15.5,48.4,200", R"({"name":"Tor","level":2,"open":true,"x":[]})"),
            R"(,"attribution":"  by\nus ")"
        )
    );
    ASSERT_TRUE(set) << problems_of(set);
    ASSERT_EQ(set->features.size(), 1U);
    auto const& feature = set->features.front();
    EXPECT_EQ(feature.id, "node/7");
    EXPECT_EQ(feature.position, (Position{48.4, 15.5}));
    EXPECT_EQ(feature.tag("level"), "2");
    EXPECT_EQ(feature.tag("open"), "true");
    EXPECT_EQ(feature.tag("x"), "");
    EXPECT_EQ(set->attribution, "by us");
}

TEST(GeoJson, CountsWhatItSkips) {
    auto const named = R"({"name":"A"})";
    auto const set = read_geojson(collection(
        point("1", "1,1", named) + "," + point("1", "2,2", named) + "," +
        point("2", "1,1", R"({"name":" \u0007 "})") + "," + point("3", "1,1", "null") + "," +
        R"({"type":"Feature","geometry":{"type":"LineString","coordinates":[]},"properties":{}},)"
        R"({"type":"Feature","geometry":null,"properties":{"name":"B"}})"
    ));
    ASSERT_TRUE(set) << problems_of(set);
    EXPECT_EQ(set->features.size(), 1U);
    EXPECT_EQ(set->features.front().position, (Position{1, 1}));
    EXPECT_EQ(set->skipped.repeated_id, 1U);
    EXPECT_EQ(set->skipped.unnamed, 2U);
    EXPECT_EQ(set->skipped.other_geometry, 2U);
}

TEST(GeoJson, MakesTheSameIdForTheSamePointWithoutOne) {
    auto const file = collection(
        point("", "1,1", R"({"name":"A"})") + "," + point("", "1,2", R"({"name":"A"})") + "," +
        point("", "3,2", R"({"name":"A","@id":"way/5"})")
    );
    auto const once = read_geojson(file);
    auto const twice = read_geojson(file);
    ASSERT_TRUE(once && twice);
    ASSERT_EQ(once->features.size(), 3U);
    EXPECT_TRUE(once->features[0].id.starts_with("point/"));
    EXPECT_EQ(once->features[0].id, twice->features[0].id);
    EXPECT_EQ(once->features[2].id, "way/5");
}

TEST(GeoJson, NamesEveryPointThatIsOffTheEarth) {
    auto const named = R"({"name":"A"})";
    auto const set = read_geojson(collection(
        point("1", "0,90.1", named) + "," + point("2", "180,-90", named) + "," +
        point("3", "-181,0", named) + "," + point("4", "1e999,0", named) + "," +
        point("5", R"("7","8")", named) + "," + point("6", "1", named) + R"(,17)"
    ));
    ASSERT_FALSE(set);
    auto const& problems = set.error().problems;
    ASSERT_EQ(problems.size(), 6U);
    std::vector<PlaceStep> const where{
        "file", "features", std::int64_t{2}, "geometry", "coordinates"
    };
    EXPECT_EQ(problems[1].where, where);
    EXPECT_NE(problems[1].message.find("-180..180"), std::string::npos);
    EXPECT_NE(problems[3].message.find("two numbers"), std::string::npos);
    EXPECT_NE(problems[5].message.find("not a GeoJSON feature"), std::string::npos);
}

TEST(GeoJson, ListsNoMoreProblemsThanSomebodyReads) {
    std::string many = "1";
    for (int i = 0; i < 100; ++i)
        many += ",1";
    auto const set = read_geojson(collection(many));
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().problems.size(), 20U);
}

TEST(GeoJson, RefusesOtherDocuments) {
    EXPECT_NE(problems_of(read_geojson("")).find("not valid JSON"), std::string::npos);
    EXPECT_NE(problems_of(read_geojson("{} x")).find("behind the end"), std::string::npos);
    EXPECT_NE(problems_of(read_geojson("[]")).find("FeatureCollection"), std::string::npos);
    EXPECT_NE(
        problems_of(read_geojson(R"({"type":"Feature"})")).find("FeatureCollection"),
        std::string::npos
    );
    EXPECT_NE(
        problems_of(read_geojson(R"({"type":"FeatureCollection","features":{}})")).find("list"),
        std::string::npos
    );
}

TEST(GeoJson, SurvivesHostileFiles) {
    auto const good = collection(point("1", "1,1", R"({"name":"A"})"));
    for (std::size_t length = 0; length < good.size(); ++length) {
        EXPECT_FALSE(read_geojson(std::string_view(good).substr(0, length)));
    }
    EXPECT_FALSE(read_geojson(std::string(200'000, '[')));
    EXPECT_FALSE(read_geojson(collection(point("1", "NaN,1", R"({"name":"A"})"))));
    EXPECT_FALSE(read_geojson(collection(point("1", "Infinity,1", R"({"name":"A"})"))));
    EXPECT_FALSE(read_geojson(collection(point("1", "1,1", "{\"name\":\"\xC3\x28\"}"))));
    EXPECT_FALSE(read_geojson(collection(point("1", "1,1", R"({"name":"\ud800"})"))));
    EXPECT_FALSE(read_geojson(std::string(max_file_bytes + 1, ' ')));
}

TEST(GeoJson, RefusesMoreFeaturesThanACityHas) {
    std::string many = "0";
    for (std::size_t i = 0; i < max_features; ++i)
        many += ",0";
    EXPECT_NE(problems_of(read_geojson(collection(many))).find("more than"), std::string::npos);
}

TEST(GeoJson, KeepsHugeNamesWithinTheirField) {
    auto const name = std::string(1'000'000, 'x');
    auto const set = read_geojson(collection(point("1", "1,1", R"({"name":")" + name + R"("})")));
    ASSERT_TRUE(set);
    EXPECT_EQ(code_points(feature_name(set->features.front())), 128U);
}

} // namespace
} // namespace qc::osm

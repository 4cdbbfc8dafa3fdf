// SPDX-License-Identifier: Apache-2.0
#include "osm/geojson.hpp"
#include "osm/gpx.hpp"
#include "osm/tests/fixtures.hpp"

#include <gtest/gtest.h>

namespace qc::osm {
namespace {

PlanOptions const tarvis{"Tarvis", std::nullopt};

std::string gpx(std::string const& content) {
    return R"(<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1">)" + content + "</gpx>";
}

std::string at(std::string const& element, double latitude, std::string const& inside = "") {
    return "<" + element + " lat=\"" + std::to_string(latitude) + "\" lon=\"13.5\">" + inside +
           "</" + element + ">";
}

/// A track straight north, a point every `step_m` metres.
std::string track(int points, double step_m) {
    std::string text = "<trk><name>Ridge</name><trkseg>";
    for (int i = 0; i < points; ++i)
        text += at("trkpt", 46.0 + i * step_m / 111'195);
    return text + "</trkseg></trk>";
}

QuestPlan plan(std::string const& file) {
    auto const document = read_gpx(file);
    EXPECT_TRUE(document) << problems_of(document);
    auto quest = plan_from_gpx(document.value(), tarvis);
    EXPECT_TRUE(quest) << problems_of(quest);
    expect_playable(quest.value(), 2);
    return quest.value();
}

TEST(Gpx, MakesAQuestOfWaypointsInTheirOrder) {
    auto const quest = plan(gpx(
        "<metadata><name>Three huts</name><desc>Up and down</desc><author><name>Ada</name></author>"
        "</metadata>" +
        at("wpt", 46.01, "<name>Lower hut</name><desc>Soup</desc>") + at("wpt", 46.03) +
        at("wpt", 46.02, "<name>Upper hut</name>")
    ));
    EXPECT_EQ(quest.name, "Tarvis: Three huts");
    EXPECT_EQ(quest.attribution, "Ada");
    EXPECT_TRUE(quest.description.starts_with("Up and down. "));
    EXPECT_NE(quest.description.find("from “Lower hut” to “Upper hut”"), std::string::npos);
    ASSERT_EQ(quest.points.size(), 3U);
    EXPECT_EQ(quest.points[0].name_of_location, "Lower hut");
    EXPECT_TRUE(quest.points[0].description.starts_with("Soup. "));
    EXPECT_EQ(quest.points[1].name_of_location, "Stop 2");
    EXPECT_EQ(quest.points[2].position.latitude, 46.02);
}

TEST(Gpx, MeetsWaypointsInTheOrderOfTheTrackTheyLieOn) {
    auto const quest = plan(
        gpx(at("wpt", 46.004, "<name>End</name>") + at("wpt", 46.0, "<name>Start</name>") +
            track(50, 10))
    );
    EXPECT_EQ(quest.points.front().name_of_location, "Start");
    EXPECT_NEAR(quest.length_m, 490, 1);
}

TEST(Gpx, KeepsTheOrderOfWaypointsThatLieElsewhere) {
    auto const quest = plan(
        gpx(at("wpt", 47.1, "<name>First</name>") + at("wpt", 46.0, "<name>Second</name>") +
            track(50, 10))
    );
    EXPECT_EQ(quest.points.front().name_of_location, "First");
    EXPECT_EQ(quest.mileage, Mileage::up_to_100);
}

TEST(Gpx, ThinsALongTrackToTenStopsAtEqualDistances) {
    auto const quest = plan(gpx(track(1'000, 20)));
    EXPECT_EQ(quest.name, "Tarvis: Ridge");
    ASSERT_EQ(quest.points.size(), 10U);
    EXPECT_NEAR(quest.length_m, 999 * 20, 10);
    for (std::size_t i = 1; i < quest.points.size(); ++i) {
        auto const step = distance_m(quest.points[i - 1].position, quest.points[i].position);
        EXPECT_NEAR(step, 999 * 20 / 9.0, 30);
    }
    EXPECT_EQ(quest.mileage, Mileage::up_to_30);
    EXPECT_EQ(quest.level, Level::hard);
}

TEST(Gpx, GivesAShortTrackFewerStops) {
    EXPECT_EQ(plan(gpx(track(100, 10))).points.size(), 5U);
    EXPECT_EQ(plan(gpx(track(11, 10))).points.size(), 4U);
    EXPECT_EQ(plan(gpx(track(3, 8))).points.size(), 2U);
}

TEST(Gpx, TakesTheLongestTrackBeforeARoute) {
    auto const route = "<rte><name>R</name>" + at("rtept", 46.2) + at("rtept", 46.3) + "</rte>";
    EXPECT_EQ(plan(gpx(route)).name, "Tarvis: R");
    auto const quest = plan(gpx(route + track(10, 30) + track(20, 30)));
    EXPECT_NEAR(quest.length_m, 19 * 30, 1);
}

TEST(Gpx, DoesNotCountTheGapBetweenSegments) {
    auto const segment = [](double from) {
        return "<trkseg>" + at("trkpt", from) + at("trkpt", from + 0.001) + "</trkseg>";
    };
    auto const quest = plan(gpx("<trk>" + segment(46) + segment(46.5) + "</trk>"));
    EXPECT_NEAR(quest.length_m, 2 * 111.2, 1);
}

TEST(Gpx, ReadsPrefixesAndLeavesForeignElementsAlone) {
    auto const document =
        read_gpx("<g:gpx xmlns:g=\"a\" xmlns:x=\"b\"><g:wpt lat=\"1\" lon=\"2\"><x:name>no</x:name>"
                 "<g:name><![CDATA[yes & no]]></g:name></g:wpt><x:wpt lat=\"3\" lon=\"4\"/></g:gpx>"
        );
    ASSERT_TRUE(document) << problems_of(document);
    ASSERT_EQ(document->waypoints.size(), 1U);
    EXPECT_EQ(document->waypoints[0].name, "yes & no");
}

TEST(Gpx, ReadsVersion10AndTheHolderOfACopyright) {
    auto const old = read_gpx("<gpx><author>Serial=7</author><name>Old</name></gpx>");
    ASSERT_TRUE(old);
    EXPECT_EQ(old->author, "Serial=7");
    EXPECT_EQ(old->name, "Old");
    auto const held = read_gpx(gpx("<metadata><copyright author=\"Bo\"/></metadata>"));
    ASSERT_TRUE(held);
    EXPECT_EQ(held->author, "Bo");
}

TEST(Gpx, ReadsOtherEncodings) {
    auto const latin =
        read_gpx("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><gpx><name>Gr\xFC\xDF</name></gpx>"
        );
    ASSERT_TRUE(latin);
    EXPECT_EQ(latin->name, "Grüß");
    std::string wide("\xFF\xFE", 2);
    for (char const c : std::string("<gpx><name>wide</name></gpx>"))
        wide += {c, '\0'};
    auto const utf16 = read_gpx(wide);
    ASSERT_TRUE(utf16);
    EXPECT_EQ(utf16->name, "wide");
    auto const broken = read_gpx("<gpx><name>a\xC3\x28z</name></gpx>");
    ASSERT_TRUE(broken);
    EXPECT_TRUE(is_utf8(broken->name));
}

TEST(Gpx, WritesInTheLanguageOfTheTrack) {
    auto const quest = plan(gpx(
        at("wpt", 46.01, "<name>Красная поляна</name>") + at("wpt", 46.03, "<name>Озеро</name>")
    ));
    EXPECT_EQ(quest.name, "Tarvis: по тропе");
    auto const document = read_gpx(gpx(track(50, 10)));
    auto const french = plan_from_gpx(*document, {"Tarvis", Language::fr});
    EXPECT_EQ(french->points[1].name_of_location, "Étape 2");
}

TEST(Gpx, RefusesWhatHasNoTwoPlaces) {
    for (auto const& content :
         {std::string(), at("wpt", 1), at("wpt", 1) + at("wpt", 1), track(2, 1)}) {
        auto const document = read_gpx(gpx(content));
        ASSERT_TRUE(document);
        auto const quest = plan_from_gpx(*document, tarvis);
        EXPECT_NE(problems_of(quest).find("at least two"), std::string::npos);
    }
}

TEST(Gpx, NamesEveryPointThatIsOffTheEarth) {
    auto const document = read_gpx(
        gpx(at("wpt", 91) + at("wpt", 1) + "<wpt lat=\"nan\" lon=\"1\"/><wpt lon=\"1\"/>" +
            "<wpt lat=\"1,5\" lon=\"1\"/>")
    );
    ASSERT_FALSE(document);
    ASSERT_EQ(document.error().problems.size(), 4U);
    EXPECT_EQ(document.error().problems[1].where.back(), PlaceStep(std::int64_t{2}));
}

TEST(Gpx, ListsNoMoreProblemsThanSomebodyReads) {
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += at("wpt", 91);
    EXPECT_EQ(read_gpx(gpx(many)).error().problems.size(), 20U);
}

TEST(Gpx, SurvivesHostileFiles) {
    std::string laughs = "<!DOCTYPE gpx [<!ENTITY a \"ha\">";
    for (char c = 'b'; c < 'm'; ++c) {
        laughs += std::string("<!ENTITY ") + c + " \"";
        for (int i = 0; i < 10; ++i)
            laughs += std::string("&") + static_cast<char>(c - 1) + ";";
        laughs += "\">";
    }
    auto const bomb = read_gpx(laughs + "]><gpx><name>&l;</name></gpx>");
    EXPECT_NE(problems_of(bomb).find("document type"), std::string::npos);
    std::string deep = "<gpx>";
    for (int i = 0; i < 300'000; ++i)
        deep += "<a>";
    EXPECT_NE(problems_of(read_gpx(deep)).find("not valid XML"), std::string::npos);
    for (int i = 0; i < 300'000; ++i)
        deep += "</a>";
    EXPECT_TRUE(read_gpx(deep + "</gpx>"));
    auto const good = gpx(track(5, 30));
    for (std::size_t length = 0; length < good.size(); ++length) {
        EXPECT_FALSE(read_gpx(std::string_view(good).substr(0, length)));
    }
    EXPECT_NE(problems_of(read_gpx("<kml/>")).find("not a GPX"), std::string::npos);
    EXPECT_FALSE(read_gpx(std::string(max_file_bytes + 1, ' ')));
}

TEST(Gpx, RefusesMoreThanAMillionPoints) {
    std::string many;
    for (int i = 0; i <= 1'000'000; ++i)
        many += "<wpt lat='1' lon='1'/>";
    EXPECT_NE(problems_of(read_gpx(gpx(many))).find("million"), std::string::npos);
}

} // namespace
} // namespace qc::osm

// SPDX-License-Identifier: Apache-2.0
#include "quests/tests/authoring_fixture.hpp"

namespace qc::quests::test {
namespace {

namespace json = boost::json;
using Texts = std::vector<std::string>;

class QuestInputs : public AuthoringTest {
protected:
    json::object place(std::optional<int> part) {
        json::object made{{"longitude", 30}, {"latitude", 60}};
        if (part) made["part"] = *part;
        return made;
    }

    Texts problems_of_point(json::object const& changes) {
        auto body = quest_json("Old town");
        auto& point = body.at("points").at(1).as_object();
        for (auto const& [key, value] : changes)
            point[key] = value;
        return problems(create(author, body));
    }
};

TEST_F(QuestInputs, ReportAllProblemsAtOnce) {
    auto body = quest_json(" ");
    body["description"] = " \n";
    body.at("mainPreferences").as_object()["level"] = "easy";
    body.at("mainPreferences").as_object()["timeframe"] = 2;
    body.at("credits").as_object()["reward"] = -1;
    body.at("points").at(0).as_object()["places"].as_array()[0].as_object()["latitude"] = 91;
    body.at("points").at(1).as_object()["places"] = json::array{place(1), place(std::nullopt)};
    EXPECT_EQ(
        problems(create(author, body)),
        (Texts{
            "name: String should have at least 1 character",
            "description: Value error, Description field can't be empty.",
            "credits.reward: Input should be greater than or equal to 0",
            "mainPreferences.level: Input should be 'Easy', 'Medium' or 'Hard'",
            "mainPreferences.timeframe: Input should be 1, 3, 10 or 24",
            "points.0.places.0.latitude: Input should be less than or equal to 90",
            "points.1.places: Value error, You must specify part for each place.",
            "points.1.isDivide: Value error, You must specify artifact file to divide him.",
            "points.1.file: Value error, You must specify artifact file to divide him."
        })
    );
}

TEST_F(QuestInputs, NeedDistinctPartsUpToTheNumberOfPlaces) {
    json::object point{{"isDivide", true}, {"file", "data:application/pdf;base64,AA=="}};
    auto const expected =
        Texts{"points.1.places: Value error, Part must be less than the number of places."};
    point["places"] = json::array{place(1), place(1)};
    EXPECT_EQ(problems_of_point(point), expected);
    point["places"] = json::array{place(1), place(3)};
    EXPECT_EQ(problems_of_point(point), expected);
}

TEST_F(QuestInputs, DivideNoArtefactOverOnePlace) {
    EXPECT_EQ(
        problems_of_point({{"isDivide", true}, {"places", json::array{place(std::nullopt)}}}),
        Texts{"points.1.isDivide: Value error, You must be specify places more then 1 when you "
              "divide artifact."}
    );
}

TEST_F(QuestInputs, NeedTheActivityInOneOfItsPlaces) {
    auto body = quest_json("Old town");
    body.at("points").at(1).as_object().erase("typeId");
    EXPECT_EQ(problems(create(author, body)), Texts{"points.1.typeId: Field required"});
    body.at("points").at(1).as_object(
    )["type"] = {{"typeId", 10}, {"typeWord", " Мост "}, {"typePhoto", "MATCHING"}};
    auto const answer = create(author, body);
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.at("/points/1/typeId"), 10);
    EXPECT_EQ(answer.at("/points/1/typeWord"), "Мост");
    EXPECT_EQ(answer.at("/points/1/typePhoto"), "Photo Matching");
}

TEST_F(QuestInputs, TakeEverySpellingOfThePublishedClient) {
    auto body = quest_json("Old town");
    auto& preferences = body.at("mainPreferences").as_object();
    preferences["milage"] = ">100";
    preferences.erase("mileage");
    preferences["group"] = "3";
    preferences["price_settings"] = {{"type", "subscription"}, {"pay_extra", 7.0}};
    auto& point = body.at("points").at(1).as_object();
    point["name"] = "Bridge";
    point.erase("nameOfLocation");
    point["order"] = 0;
    point["type_code"] = 42;
    point["typePhoto"] = "face verification";
    auto const answer = create(author, body);
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.at("/mainPreferences/mileage"), ">100");
    EXPECT_EQ(answer.at("/mainPreferences/group"), 3);
    EXPECT_EQ(answer.at("/priceSettings/amount"), 7);
    EXPECT_EQ(answer.at("/priceSettings/isSubscription"), true);
    EXPECT_EQ(answer.at("/points/0/name"), "Bridge");
    EXPECT_EQ(answer.at("/points/0/typeCode"), "42");
    EXPECT_EQ(answer.at("/points/0/typePhoto"), "Face verification");
}

TEST_F(QuestInputs, PreferThePriceBesideThePreferences) {
    auto body = quest_json("Old town");
    body.at("mainPreferences").as_object()["priceSettings"] = {{"amount", 7}};
    body["priceSettings"] = {{"amount", 8}, {"isSubscription", false}, {"type", "default"}};
    EXPECT_EQ(create(author, body).at("/price"), 8);
}

TEST_F(QuestInputs, ReadRandomOccurrenceAsNumberOrSwitch) {
    auto body = quest_json("Old town");
    auto& point = body.at("points").at(1).as_object();
    auto const occurrence = [&](json::object const& extra) {
        auto with = place(std::nullopt);
        for (auto const& [key, value] : extra)
            with[key] = value;
        point["places"] = json::array{with};
        body["name"] = "Quest " + std::to_string(files.seen.size() + 1) + text_of(extra);
        return create(author, body).at("/points/1/placeSettings/0/randomOccurrence");
    };
    EXPECT_EQ(occurrence({{"randomOccurrence", 7.5}}), 7.5);
    EXPECT_EQ(occurrence({{"randomOccurrence", true}}), 5.0);
    EXPECT_EQ(occurrence({{"randomOccurrence", true}, {"randomOccurrenceRadius", 9}}), 9.0);
    EXPECT_TRUE(occurrence({{"randomOccurrence", false}}).is_null());
    EXPECT_TRUE(occurrence({{"randomOccurrence", nullptr}}).is_null());
    EXPECT_EQ(
        problems_of_point({{"typePhoto", "selfie"}}),
        Texts{"points.1.typePhoto: Input should be 'Face verification', 'Photo direction check' or "
              "'Photo Matching'"}
    );
}

} // namespace
} // namespace qc::quests::test

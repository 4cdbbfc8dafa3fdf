// SPDX-License-Identifier: Apache-2.0
#include "quests/tests/editing_fixture.hpp"

namespace qc::quests::test {
namespace {

namespace json = boost::json;

class Editing : public EditingTest {};

TEST_F(Editing, ChangesOnlyWhatIsThere) {
    auto const quest = made(author, "Old town");
    json::object const body{
        {"name", ""},
        {"description", "Another walk."},
        {"image", ""},
        {"mentorPreference", ""},
        {"credits", {{"reward", 20}}},
        {"mainPreferences", {{"timeframe", nullptr}}},
        {"points", json::array{}},
        {"merch", json::array{}}
    };
    auto const answer = patch(quest, body, author);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/message"), "Quest updated successfully");
    EXPECT_EQ(answer.at("/description"), "Another walk.");
    EXPECT_EQ(answer.header("ETag"), "\"2\"");
    EXPECT_EQ(state(quest), "Old town|pending|2|20|0|f|2|0");
    EXPECT_EQ(answer.at("/cost"), 5);
}

TEST_F(Editing, ChangesPointsPlacesHintsAndMerchByTheirIds) {
    auto body = quest_json("Old town");
    body["merch"] = json::array{json::object{{"description", "Cup"}, {"price", 1}, {"image", ""}}};
    auto const first = create(author, body);
    auto const quest = first.at("/id").as_int64();
    auto const hint = first.at("/points/0/hints/0/id");
    json::object const change{
        {"points",
         json::array{
             json::object{
                 {"id", first.at("/points/0/id")},
                 {"description", "Changed"},
                 {"places",
                  json::array{json::object{
                      {"id", first.at("/points/0/placeSettings/0/id")},
                      {"latitude", 10},
                      {"height", 3},
                      {"randomOccurrence", 6}
                  }}},
                 {"hints",
                  json::array{
                      json::object{{"id", hint}, {"isDelete", true}},
                      json::object{{"text", "New"}, {"cost", 1}}
                  }}
             },
             json::object{
                 {"nameOfLocation", "Third"},
                 {"description", "New"},
                 {"typeId", 9},
                 {"toolId", 7},
                 {"order", 9}
             }
         }},
        {"merch",
         json::array{
             json::object{{"id", first.at("/merchList/0/id")}, {"price", 2}},
             json::object{{"description", "Hat"}, {"price", 3}, {"image", ""}}
         }}
    };
    auto const answer = patch(quest, change, author);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(
        sql("select string_agg(concat_ws(',', p.\"order\", p.name_of_location, p.description, "
            "p.type_code, s.latitude, s.longitude, s.height, s.random_occurrence, h.text), '|' "
            "order by p.\"order\") from point p left join place_settings s on s.point_id = p.id "
            "left join hint h on h.point_id = p.id"),
        "1,Gate,Changed,007,10,30.25,3,6,New|2,Bridge,Look around.|3,Third,New"
    );
    EXPECT_EQ(
        sql("select string_agg(description || price, ',' order by id) from merch"), "Cup2,Hat3"
    );
    EXPECT_EQ(sql("select start_latitude from quest"), "10");
}

TEST_F(Editing, ExchangesPartsAndOrders) {
    auto body = quest_json("Old town");
    auto& point = body.at("points").at(0).as_object();
    point["isDivide"] = true;
    point["file"] = "data:application/pdf;base64,AAAA";
    point["places"] = json::array{
        json::object{{"longitude", 1}, {"latitude", 1}, {"part", 1}},
        json::object{{"longitude", 2}, {"latitude", 2}, {"part", 2}}
    };
    auto const first = create(author, body);
    auto const places = first.at("/points/0/placeSettings");
    json::object const change{
        {"points",
         json::array{
             json::object{
                 {"id", first.at("/points/0/id")},
                 {"order", 2},
                 {"places",
                  json::array{
                      json::object{{"id", places.at(0).at("id")}, {"part", 2}},
                      json::object{{"id", places.at(1).at("id")}, {"part", 1}}
                  }}
             },
             json::object{{"id", first.at("/points/1/id")}, {"order", 1}}
         }}
    };
    auto const answer = patch(first.at("/id").as_int64(), change, author);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(
        sql("select string_agg(latitude || ':' || part, ',' order by latitude) from place_settings"
        ),
        "1:2,2:1"
    );
    EXPECT_EQ(
        sql("select string_agg(name_of_location, ',' order by \"order\") from point"), "Bridge,Gate"
    );
    EXPECT_EQ(sql("select start_latitude from quest"), "null");
}

TEST_F(Editing, RefusesHalfElementsWithAllProblems) {
    auto const quest = made(author, "Old town");
    json::object const change{
        {"points",
         json::array{
             json::object{{"isDelete", true}},
             json::object{
                 {"order", 1},
                 {"places", json::array{json::object{{"part", 1}}}},
                 {"hints", json::array{json::object{{"cost", 1}}}}
             },
             json::object{{"order", 2}}
         }},
        {"merch", json::array{json::object{{"isDelete", true}}, json::object{{"image", ""}}}}
    };
    EXPECT_EQ(
        problems(patch(quest, change, author)),
        (std::vector<std::string>{
            "points.0.isDelete: Value error, Id is required when deleting merch.",
            "points.1.places.0.longitude: Field required",
            "points.1.places.0.latitude: Field required",
            "points.1.hints.0.text: Field required",
            "points.2.nameOfLocation: Field required",
            "points.2.description: Field required",
            "points.2.typeId: Field required",
            "merch.0.isDelete: Value error, Id is required when deleting merch.",
            "merch.1.description: Field required",
            "merch.1.price: Field required"
        })
    );
}

TEST_F(Editing, ReportsPlacesThatNoLongerFit) {
    auto const first = create(author, quest_json("Old town"));
    json::object const change{
        {"points",
         json::array{json::object{
             {"id", first.at("/points/0/id")},
             {"places", json::array{json::object{{"longitude", 1}, {"latitude", 1}, {"part", 2}}}}
         }}}
    };
    auto const found = problems(patch(first.at("/id").as_int64(), change, author));
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0], "points.0.places: Value error, You must specify part for each place.");
}

TEST_F(Editing, ReplacesAWholeQuestButKeepsListedRows) {
    auto const first = create(author, quest_json("Old town"));
    auto const quest = first.at("/id").as_int64();
    auto body = quest_json("New town");
    body.erase("credits");
    auto kept = point_json("Kept");
    kept["id"] = first.at("/points/1/id");
    body["points"] = json::array{kept, point_json("Fresh")};
    auto const answer = put(quest, body, author);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/message"), "Quest updated successfully");
    EXPECT_EQ(answer.at("/questId"), quest);
    EXPECT_EQ(answer.at("/quest/reward"), 0);
    EXPECT_EQ(
        sql("select string_agg(name_of_location || (id = " + text_of(kept.at("id")) +
            "), ',' order by \"order\") from point"),
        "Kepttrue,Freshfalse"
    );
    EXPECT_EQ(sql("select count(*) from hint"), "0");
}

TEST_F(Editing, MovesReferencesOfFiles) {
    auto body = quest_json("Old town");
    body["image"] = "data:image/png;base64,AAAA";
    body["mentorPreference"] = "data:application/pdf;base64,AAAA";
    auto const first = create(author, body);
    auto const quest = first.at("/id").as_int64();
    json::object const change{
        {"image", "data:image/png;base64,BBBB"}, {"mentorPreference", first.at("/mentorPreference")}
    };
    ASSERT_EQ(patch(quest, change, author).status, 200);
    EXPECT_EQ(files.links("images/quests/1"), 0);
    EXPECT_EQ(files.links("images/quests/3"), 1);
    EXPECT_EQ(files.links("images/quests/mentors/2"), 1);
    EXPECT_EQ(files.seen.at("images/quests/3").current_key, "images/quests/1");
}

TEST_F(Editing, KeepsAnArtefactUntilItIsCleared) {
    auto body = quest_json("Old town");
    body.at("points").at(1).as_object()["file"] = "data:application/pdf;base64,AAAA";
    body["merch"] = json::array{
        json::object{{"description", "Cup"}, {"price", 1}, {"image", "data:image/png;base64,AAAA"}}
    };
    auto const first = create(author, body);
    auto const quest = first.at("/id").as_int64();
    auto const id = first.at("/points/1/id");
    auto const merch = first.at("/merchList/0/id");
    json::object const same{
        {"points",
         json::array{json::object{{"id", id}, {"file", "https://store/images/quests/points/1"}}}},
        {"merch",
         json::array{json::object{{"id", merch}, {"image", "https://store/images/merchs/2"}}}}
    };
    ASSERT_EQ(patch(quest, same, author).status, 200);
    EXPECT_EQ(files.links("images/quests/points/1"), 1);
    EXPECT_EQ(files.links("images/merchs/2"), 1);
    json::object const gone{
        {"points", json::array{json::object{{"id", id}, {"file", nullptr}, {"typeWord", nullptr}}}},
        {"merch", json::array{json::object{{"id", merch}, {"isDelete", true}}}}
    };
    ASSERT_EQ(patch(quest, gone, author).status, 200);
    EXPECT_EQ(files.links("images/quests/points/1"), 0);
    EXPECT_EQ(files.links("images/merchs/2"), 0);
}

} // namespace
} // namespace qc::quests::test

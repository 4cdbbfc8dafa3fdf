// SPDX-License-Identifier: Apache-2.0
#include "pg/blocking_session.hpp"
#include "pg/migrations.hpp"
#include "quests/tests/authoring_fixture.hpp"

#include <algorithm>

namespace qc::quests::test {
namespace {

namespace json = boost::json;

class Authoring : public AuthoringTest {};

TEST_F(Authoring, MakesAQuestWithPointsPlacesHintsAndMerch) {
    auto body = quest_json("Old town");
    body["image"] = "data:image/png;base64,AAAA";
    body["merch"] =
        json::array{json::object{{"description", "Cup"}, {"price", 15.0}, {"image", ""}}};
    body["attribution"] = "Made by hand";
    auto const answer = create(author, body);
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.at("/status"), "pending");
    EXPECT_EQ(answer.at("/version"), 1);
    EXPECT_EQ(answer.header("ETag"), "\"1\"");
    EXPECT_EQ(answer.at("/image"), "https://store/images/quests/1");
    EXPECT_EQ(answer.at("/categoryTitle"), "Adventure");
    EXPECT_EQ(answer.at("/placeSettings/settings/title"), "Санкт-Петербург");
    EXPECT_EQ(answer.at("/points/0/typeCode"), "007");
    EXPECT_EQ(answer.at("/points/0/answerKind"), "code");
    EXPECT_EQ(answer.at("/points/0/placeSettings/0/detectionsRadius"), 10.0);
    EXPECT_EQ(answer.at("/points/0/placeSettings/0/height"), 1.8);
    EXPECT_EQ(answer.at("/points/0/hints/0/cost"), 3);
    EXPECT_EQ(answer.at("/points/1/order"), 2);
    EXPECT_EQ(answer.at("/merchList/0/price"), 15);
    EXPECT_EQ(answer.at("/merchList/0/image"), "https://store/static/default-merch.png");
    EXPECT_EQ(answer.at("/attribution"), "Made by hand");
    EXPECT_EQ(files.links("images/quests/1"), 1);
    EXPECT_EQ(files.seen.at("images/quests/1").context, files::Context::quest);
}

TEST_F(Authoring, KeepsTheStartOfTheRoute) {
    made(author, "Old town");
    EXPECT_EQ(
        sql("select concat_ws(' ', start_latitude, start_longitude, round(start_mercator[0]::"
            "numeric), round(start_mercator[1]::numeric)) from quest"),
        "59.9 30.25 3367415 8377508"
    );
}

TEST_F(Authoring, AHiddenFirstPointIsNoStartThatSearchesTell) {
    auto body = quest_json("Old town");
    body.at("points").at(0).as_object()["hidden"] = true;
    auto const quest = create(author, body);
    ASSERT_EQ(quest.status, 201) << quest.body;
    auto const start = "select count(start_latitude) + count(start_mercator) from quest";
    EXPECT_EQ(sql(start), "0");
    auto const show = [&](bool hidden) {
        json::object const point{{"id", quest.at("/points/0/id")}, {"hidden", hidden}};
        json::object const change{{"points", json::array{point}}};
        auto const path = "/api/v1/quests/" + std::to_string(quest.at("/id").as_int64());
        return api().patch(path, text_of(change), &author).status;
    };
    EXPECT_EQ(show(false), 200);
    EXPECT_EQ(sql(start), "2");
    EXPECT_EQ(show(true), 200);
    EXPECT_EQ(sql(start), "0");
}

TEST_F(Authoring, StartsThatOlderReleasesKeptOfHiddenPointsAreRemoved) {
    made(author, "Old town");
    made(author, "New town");
    auto session = api().session();
    session.run_script("update point set hidden = true where \"order\" = 1 and quest_id = (select "
                       "min(id) from quest)");
    auto const all = pg::embedded_migrations();
    auto const step = std::ranges::find(all, "hidden_starts", &pg::Migration::name);
    ASSERT_NE(step, all.end());
    session.run_script(std::string(step->text));
    EXPECT_EQ(
        sql("select string_agg(name, ',') from quest where start_mercator is not null"), "New town"
    );
    EXPECT_EQ(
        sql("select string_agg(name, ',') from quest where start_latitude is not null"), "New town"
    );
}

TEST_F(Authoring, AnswersShortOnTheRouteOfTheConsole) {
    auto const body = text_of(quest_json("Old town"));
    auto const answer = api().post("/api/v1/quests/admin/create", body, &admin);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/status"), "published");
    EXPECT_EQ(answer.at("/autoAccrual"), true);
    EXPECT_EQ(answer.at("/timeframe"), 3);
    EXPECT_EQ(answer.at("/image"), "https://store/static/default-quest.png");
    EXPECT_FALSE(answer.json().as_object().contains("warnings"));
}

TEST_F(Authoring, TwoTheSameWithOneKeyMakeOneQuest) {
    qc::test::ApiCall call;
    call.method = http::Method::post;
    call.target = "/api/v1/quests";
    call.body = text_of(quest_json("Old town"));
    call.caller = &author;
    call.headers.emplace_back("Idempotency-Key", "quest-old-town");
    auto const first = api().call(call);
    auto const again = api().call(call);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(sql("select count(*) from quest"), "1");
}

TEST_F(Authoring, BeginsAsDraftWhenAskedOrWhenPointsAreMissing) {
    auto wanted = quest_json("Wanted");
    wanted["status"] = "draft";
    EXPECT_EQ(create(admin, wanted).at("/status"), "draft");
    auto bare = quest_json("Bare");
    bare.erase("points");
    EXPECT_EQ(create(admin, bare).at("/status"), "draft");
    auto asked = quest_json("Asked");
    asked["status"] = "published";
    EXPECT_EQ(
        problems(create(admin, asked)), std::vector<std::string>{"status: Input should be 'draft'"}
    );
}

TEST_F(Authoring, WarnsAModeratorWhoseQuestCannotBePublished) {
    auto body = quest_json("Old town");
    body.at("points").at(0).as_object().erase("typeCode");
    auto const answer = create(manager, body);
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.at("/status"), "draft");
    EXPECT_EQ(answer.at("/warnings/0"), "Point 1: The code is missing.");
}

TEST_F(Authoring, MakesTheSecretOfCodesToScan) {
    auto body = quest_json("Old town");
    body.at("points").at(1).as_object()["typeId"] = 4;
    ASSERT_EQ(create(manager, body).at("/status"), "published");
    EXPECT_EQ(sql("select length(qr_secret) from point where \"order\" = 2"), "22");
    EXPECT_EQ(sql("select qr_secret from point where \"order\" = 1"), "null");
}

TEST_F(Authoring, RefusesTakenNamesOfAnyCase) {
    made(author, "Old town");
    auto const answer = create(other_author, quest_json(" OLD TOWN "));
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.code(), "QUEST_NAME_ALREADY_EXISTS");
}

TEST_F(Authoring, ChecksReferencesInTheirOrder) {
    auto body = quest_json("Old town");
    auto& preferences = body.at("mainPreferences").as_object();
    body.at("points").at(1).as_object()["toolId"] = 777;
    body.at("points").at(0).as_object()["typeId"] = 777;
    preferences["categoryId"] = 777;
    preferences["vehicleId"] = 777;
    preferences["placeId"] = 777;
    EXPECT_EQ(create(author, body).code(), "CATEGORY_NOT_FOUND");
    preferences["categoryId"] = 1;
    EXPECT_EQ(create(author, body).code(), "VEHICLE_NOT_FOUND");
    preferences["vehicleId"] = 1;
    EXPECT_EQ(create(author, body).code(), "PLACES_NOT_FOUND");
    preferences["placeId"] = 1;
    EXPECT_EQ(create(author, body).code(), "ACTIVITY_NOT_FOUND");
    body.at("points").at(0).as_object()["typeId"] = 9;
    EXPECT_EQ(create(author, body).code(), "TOOL_NOT_FOUND");
    EXPECT_EQ(sql("select count(*) from quest"), "0");
}

TEST_F(Authoring, NeedsThePermissionToMakeQuests) {
    EXPECT_EQ(create(player, quest_json("Old town")).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().post("/api/v1/quests", "{}").status, 401);
}

TEST_F(Authoring, IgnoresPathsOfTheDeviceWithAWarning) {
    auto body = quest_json("Old town");
    body.at("points").at(0).as_object()["file"] = "/storage/emulated/0/map.pdf";
    body.at("points").at(1).as_object()["files"] = {{"file", "ghost_files_2"}, {"isDivide", true}};
    auto const answer = create(author, body);
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.at("/warnings").as_array().size(), 2U);
    EXPECT_TRUE(answer.at("/points/0/file").is_null());
    EXPECT_EQ(answer.at("/points/1/isDivide"), true);
    EXPECT_EQ(files.accepted(), 0);
}

TEST_F(Authoring, StoresArtefactsWhereOnlySignedUrlsReach) {
    auto body = quest_json("Old town");
    auto& point = body.at("points").at(0).as_object();
    point["files"] = {{"file", "data:application/pdf;base64,AAAA"}, {"isDivide", true}};
    auto place = point.at("places").at(0).as_object();
    auto second = place;
    place["part"] = 1;
    second["part"] = 2;
    point["places"] = json::array{place, second};
    auto const answer = create(author, body);
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.at("/points/0/file"), "https://store/images/quests/points/1?sig=x");
    EXPECT_EQ(files.seen.at("images/quests/points/1").context, files::Context::point);
    EXPECT_EQ(answer.at("/points/0/placeSettings/1/part"), 2);
}

TEST_F(Authoring, KeepsMentorWordsAndDocuments) {
    auto body = quest_json("Words");
    body["mentor_preferences"] = "mentor_required";
    EXPECT_EQ(create(author, body).at("/mentorPreference"), "mentor_required");
    body = quest_json("Document");
    body["mentorPreference"] = "data:application/pdf;base64,AAAA";
    EXPECT_EQ(
        create(author, body).at("/mentorPreference"), "https://store/images/quests/mentors/1"
    );
    EXPECT_EQ(files.seen.at("images/quests/mentors/1").context, files::Context::mentor);
    EXPECT_EQ(files.links("images/quests/mentors/1"), 1);
    body = quest_json("Other");
    body["mentorPreference"] = "maybe";
    EXPECT_EQ(problems(create(author, body)).size(), 1U);
}

TEST_F(Authoring, ReportsEveryBadFileOfAQuest) {
    auto body = quest_json("Old town");
    body["image"] = "???";
    body.at("points").at(0).as_object()["file"] = "???";
    body["merch"] = json::array{json::object{{"description", "Cup"}, {"price", 1}, {"image", "?"}}};
    EXPECT_EQ(
        problems(create(author, body)),
        (std::vector<std::string>{
            "image: Value error, Invalid base64 string.",
            "points.0.file: Value error, Invalid base64 string.",
            "merch.0.image: Value error, Invalid base64 string."
        })
    );
    body["image"] = "data:image/png;base64,BIG";
    EXPECT_EQ(create(author, body).code(), "FILE_TOO_LARGE");
}

} // namespace
} // namespace qc::quests::test

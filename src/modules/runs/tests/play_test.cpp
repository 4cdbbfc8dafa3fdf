// SPDX-License-Identifier: Apache-2.0
#include "runs/tests/run_test.hpp"

#include <gtest/gtest.h>

namespace qc::runs::test {
namespace {

using namespace std::chrono_literals;

class Playing : public RunTest {
protected:
    /// One point at latitude 51.5 that asks for a code, and one without place behind it.
    std::string start_with(PointSeed first, bool manual_photo_review = false) {
        QuestSeed seed;
        seed.points = {std::move(first), PointSeed{"End"}};
        seed.manual_photo_review = manual_photo_review;
        quest = make_quest(seed);
        points = points_of(quest);
        owner = player(100);
        return start(quest, owner);
    }

    PointSeed code_point() {
        PointSeed point{"Bridge"};
        point.code = "007";
        point.latitudes = {51.5};
        return point;
    }

    static std::string code(std::string const& text) { return R"("answer":{"code":)" + text + "}"; }

    QuestId quest;
    std::vector<PointId> points;
    access::Caller owner;
};

TEST_F(Playing, RightAnswerAtThePlaceUnlocksTheNextPoint) {
    auto const run = start_with(code_point());
    auto const answer = check_in(
        run,
        points[0],
        at(51.50005) + "," + code("\"007\"") +
            R"(,"altitude":12.5,"heading":90,"clientTime":"2026-01-31T12:00:00Z","speed":1)",
        owner
    );
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.at("/checkin/status"), "accepted");
    EXPECT_NEAR(answer.at("/checkin/distance").as_double(), 5.56, 0.01);
    EXPECT_EQ(answer.at("/run/progress/passed"), 1);
    EXPECT_EQ(answer.at("/run/currentPointId"), points[1].value);
    EXPECT_EQ(answer.at("/point/state"), "passed");
    EXPECT_EQ(answer.at("/point/passedBy/id").as_string(), owner.user.text());
    auto const again = check_in(run, points[0], at(51.5), owner);
    EXPECT_EQ(again.code(), "POINT_ALREADY_PASSED");
    auto const listed = api().get(run_path(run) + "/checkins", &owner);
    EXPECT_EQ(listed.at("/total"), 1);
    EXPECT_EQ(listed.at("/items/0"), answer.at("/checkin"));
}

TEST_F(Playing, RefusedAttemptsAreKeptWithTheirReason) {
    auto const run = start_with(code_point());
    auto const far = check_in(run, points[0], at(51.6), owner);
    EXPECT_EQ(far.code(), "CHECKIN_OUT_OF_RANGE");
    EXPECT_EQ(far.at("/details/allowed").as_double(), 15.0);
    EXPECT_EQ(check_in(run, points[0], at(51.5, 51), owner).code(), "CHECKIN_ACCURACY_TOO_LOW");
    auto const silent = check_in(run, points[0], at(51.5), owner);
    EXPECT_EQ(silent.code(), "ANSWER_REQUIRED");
    EXPECT_EQ(silent.at("/details/answerKind"), "code");
    auto const wrong = check_in(run, points[0], at(51.5) + "," + code("7"), owner);
    EXPECT_EQ(wrong.code(), "WRONG_ANSWER");
    EXPECT_EQ(wrong.at("/details/attemptsLeft"), 9);
    EXPECT_EQ(
        text("select string_agg(reason, ' ' order by id) from run_checkin where status = 'rejected'"
        ),
        "CHECKIN_OUT_OF_RANGE CHECKIN_ACCURACY_TOO_LOW ANSWER_REQUIRED WRONG_ANSWER"
    );
    EXPECT_EQ(number("select max(attempts)::bigint from run_point"), 4);
}

TEST_F(Playing, WhatIsNoAttemptLeavesNothing) {
    auto const run = start_with(code_point());
    EXPECT_EQ(check_in(run, points[1], "", owner).code(), "CHECKIN_OUT_OF_ORDER");
    EXPECT_EQ(check_in(run, PointId{4711}, "", owner).code(), "POINT_NOT_FOUND");
    auto const missing = check_in(run, points[0], "", owner);
    EXPECT_EQ(missing.status, 422);
    EXPECT_EQ(missing.at("/errors/2/loc/1"), "accuracy");
    auto const unplaced = check_in(run, points[0], at(51.5) + R"(,"placeId":4711)", owner);
    EXPECT_EQ(unplaced.code(), "POINT_NOT_FOUND");
    auto const odd = check_in(run, points[0], at(51.5) + "," + code("true"), owner);
    EXPECT_EQ(odd.status, 422);
    auto const stranger = player();
    EXPECT_EQ(check_in(run, points[0], "", stranger).code(), "RUN_NOT_FOUND");
    auto const nowhere = "00000000-0000-4000-8000-000000000000";
    EXPECT_EQ(check_in(nowhere, points[0], "", owner).code(), "RUN_NOT_FOUND");
    EXPECT_EQ(number("select count(*) from run_checkin"), 0);
}

TEST_F(Playing, TenWrongAnswersCloseThePointForFifteenMinutes) {
    auto const run = start_with(code_point());
    for (int i = 0; i < 10; ++i) {
        auto const wrong = check_in(run, points[0], at(51.5) + "," + code("\"1\""), owner);
        EXPECT_EQ(wrong.code(), "WRONG_ANSWER");
    }
    auto const right = at(51.5) + "," + code("\"007\"");
    auto const closed = check_in(run, points[0], right, owner);
    EXPECT_EQ(closed.status, 429);
    EXPECT_EQ(closed.code(), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(closed.header("Retry-After"), "900");
    api().clock().advance(15min);
    EXPECT_EQ(check_in(run, points[0], right, owner).status, 201);
}

TEST_F(Playing, ImpossibleMovementIsRefusedAcrossRuns) {
    PointSeed point{"Bridge"};
    point.latitudes = {51.5};
    auto const run = start_with(point);
    EXPECT_EQ(check_in(run, points[0], at(51.5), owner).status, 201);
    PointSeed other{"Far"};
    other.latitudes = {53.5};
    QuestSeed seed;
    seed.points = {other, PointSeed{"End"}};
    auto const far_quest = make_quest(seed);
    auto const far_run = start(far_quest, owner);
    auto const far_point = points_of(far_quest)[0];
    api().clock().advance(10min);
    auto const refused = check_in(far_run, far_point, at(53.5), owner);
    EXPECT_EQ(refused.code(), "CHECKIN_IMPLAUSIBLE");
    api().clock().advance(10min);
    EXPECT_EQ(check_in(far_run, far_point, at(53.5), owner).status, 201);
}

TEST_F(Playing, WordsQrCodesAndPhotosPass) {
    QuestSeed seed;
    PointSeed word{"Word"};
    word.word = "Köln";
    PointSeed qr{"Code", 4};
    qr.qr_secret = "0123456789abcdefghijkl";
    seed.points = {word, qr, PointSeed{"Photo", 2}};
    auto const quest = make_quest(seed);
    auto const ids = points_of(quest);
    auto const player = this->player();
    auto const run = start(quest, player);
    EXPECT_EQ(check_in(run, ids[0], R"("answer":{"word":" KÖLN"})", player).status, 201);
    auto const payload = "questcity://point/" + std::to_string(ids[1].value) + "/" + *qr.qr_secret;
    EXPECT_EQ(
        check_in(run, ids[1], R"("answer":{"qr":")" + payload + "x\"}", player).code(),
        "WRONG_ANSWER"
    );
    EXPECT_EQ(check_in(run, ids[1], R"("answer":{"qr":")" + payload + "\"}", player).status, 201);
    EXPECT_EQ(check_in(run, ids[2], R"("answer":{"photo":""})", player).code(), "ANSWER_REQUIRED");
    auto const bad = check_in(run, ids[2], R"("answer":{"photo":"bad"})", player);
    EXPECT_EQ(bad.status, 422);
    EXPECT_EQ(bad.at("/errors/0/loc/2"), "photo");
    auto const last = check_in(run, ids[2], R"("answer":{"photo":"me.jpg"})", player);
    EXPECT_EQ(last.status, 201);
    EXPECT_EQ(last.at("/checkin/photoUrl"), "https://files.example/checkins/me.jpg?signed");
    EXPECT_EQ(last.at("/run/status"), "finished");
    EXPECT_EQ(files.linked, std::vector<std::string>{"checkins/me.jpg"});
}

TEST_F(Playing, DividedArtefactIsCollectedPartByPart) {
    PointSeed artefact{"Artefact", 7};
    artefact.file = "points/amphora.png";
    artefact.is_divide = true;
    artefact.latitudes = {51.5, 51.51};
    auto const run = start_with(artefact);
    auto const half = check_in(run, points[0], at(51.5), owner);
    EXPECT_EQ(half.at("/point/state"), "current");
    EXPECT_EQ(half.at("/point/file/partsCollected"), 1);
    EXPECT_EQ(half.at("/point/file/partsTotal"), 2);
    EXPECT_TRUE(half.at("/point/file/url").is_null());
    EXPECT_EQ(half.at("/point/targets/0/collected"), true);
    EXPECT_EQ(half.at("/run/progress/passed"), 0);
    EXPECT_EQ(check_in(run, points[0], at(51.5), owner).code(), "CHECKIN_OUT_OF_RANGE");
    auto const collected = half.at("/checkin/placeId").as_int64();
    auto const twice = R"(,"placeId":)" + std::to_string(collected);
    EXPECT_EQ(check_in(run, points[0], at(51.5) + twice, owner).code(), "POINT_ALREADY_PASSED");
    api().clock().advance(1min);
    auto const whole = check_in(run, points[0], at(51.51), owner);
    EXPECT_EQ(whole.at("/point/state"), "passed");
    EXPECT_EQ(whole.at("/point/file/url"), "https://files.example/points/amphora.png?signed");
}

TEST_F(Playing, RandomOccurrenceMovesTheTargetOfTheRunOnly) {
    PointSeed ghost{"Ghost", 1};
    ghost.latitudes = {51.5};
    QuestSeed seed;
    seed.points = {ghost, PointSeed{"End"}};
    quest = make_quest(seed);
    execute("update place_settings set random_occurrence = 10");
    owner = player();
    auto const run = start(quest, owner);
    auto const path = run_path(run) + "/points";
    auto const first = api().get(path, &owner).at("/points/0/targets/0");
    EXPECT_EQ(api().get(path, &owner).at("/points/0/targets/0"), first);
    EXPECT_NE(first.at("latitude").as_double(), 51.5);
    auto const other = player();
    auto const other_run = start(quest, other);
    auto const moved = api().get(run_path(other_run) + "/points", &other);
    EXPECT_NE(moved.at("/points/0/targets/0"), first);
}

TEST_F(Playing, AnyMemberPassesForTheGroupAndTwinsPassOnce) {
    auto const run = start_with(PointSeed{"Bridge"});
    auto const pal = player();
    join(run, pal);
    auto const body = R"({"pointId":)" + std::to_string(points[0].value) + "}";
    std::vector<qc::test::ApiCall> calls;
    for (int i = 0; i < 16; ++i) {
        calls.push_back(
            {http::Method::post, run_path(run) + "/checkins", body, i % 2 == 0 ? &owner : &pal}
        );
    }
    int passed = 0;
    for (auto const& answer : api().call_together(calls)) {
        passed += answer.status == 201 ? 1 : 0;
        if (answer.status != 201) EXPECT_EQ(answer.code(), "POINT_ALREADY_PASSED");
    }
    EXPECT_EQ(passed, 1);
    EXPECT_EQ(number("select count(*) from run_checkin"), 1);
}

TEST_F(Playing, HintIsBoughtOnceAndShownAfterwards) {
    PointSeed point{"Bridge"};
    point.hint_cost = 30;
    auto const run = start_with(point);
    auto const before = api().get(run_path(run) + "/points", &owner);
    auto const hint = std::to_string(before.at("/points/0/hints/0/id").as_int64());
    EXPECT_TRUE(before.at("/points/0/hints/0/text").is_null());
    EXPECT_EQ(before.body.find("CANARY"), std::string::npos);
    auto const path = run_path(run) + "/hints/" + hint + "/unlock";
    auto const bought = api().post(path, "", &owner);
    EXPECT_EQ(bought.status, 200);
    EXPECT_EQ(bought.at("/hint/text"), "CANARY hint of Bridge");
    EXPECT_EQ(bought.at("/balance"), 70);
    EXPECT_EQ(api().post(path, "", &owner).code(), "HINT_ALREADY_UNLOCKED");
    auto const after = api().get(run_path(run) + "/points", &owner);
    EXPECT_EQ(after.at("/points/0/hints/0/text"), "CANARY hint of Bridge");
    auto const unknown = run_path(run) + "/hints/4711/unlock";
    EXPECT_EQ(api().post(unknown, "", &owner).code(), "HINT_NOT_FOUND");
    EXPECT_EQ(balance_of(owner), 70);
}

TEST_F(Playing, HintWithoutCreditsIsRefusedAndFreeOnesCostNothing) {
    QuestSeed seed;
    PointSeed dear{"Bridge"};
    dear.hint_cost = 30;
    PointSeed free{"Mill"};
    free.hint_cost = 0;
    seed.points = {dear, free};
    auto const quest = make_quest(seed);
    auto const poor = player();
    auto const run = start(quest, poor);
    auto const hint_path = [&](std::string const& text) {
        auto const id = number("select id::bigint from hint where text like '%" + text + "'");
        return run_path(run) + "/hints/" + std::to_string(id) + "/unlock";
    };
    EXPECT_EQ(api().post(hint_path("Bridge"), "", &poor).code(), "INSUFFICIENT_CREDITS");
    EXPECT_EQ(number("select count(*) from run_hint"), 0);
    EXPECT_EQ(api().post(hint_path("Mill"), "", &poor).code(), "HINT_NOT_FOUND");
    EXPECT_EQ(check_in(run, points_of(quest)[0], "", poor).status, 201);
    auto const free_hint = api().post(hint_path("Mill"), "", &poor);
    EXPECT_EQ(free_hint.at("/balance"), 0);
    auto const stranger = player();
    EXPECT_EQ(api().post(hint_path("Mill"), "", &stranger).code(), "RUN_NOT_FOUND");
    change(run, "pause", poor);
    EXPECT_EQ(api().post(hint_path("Bridge"), "", &poor).code(), "INVALID_STATE");
}

TEST_F(Playing, NoAnswerReachesAPlayerBeforeThePointIsPassed) {
    QuestSeed seed;
    PointSeed code{"Code"};
    code.code = "CANARY1";
    code.hint_cost = 0;
    PointSeed word{"Word"};
    word.word = "CANARY2";
    word.file = "points/CANARY3.png";
    word.hint_cost = 0;
    PointSeed qr{"Qr", 4};
    qr.qr_secret = "CANARY4";
    qr.hidden = true;
    qr.latitudes = {12.34375};
    seed.points = {code, word, qr};
    auto const quest = make_quest(seed);
    auto const owner = player();
    std::string seen = api().post(start_path(quest), "{}", &owner).body;
    auto const run = std::string(api().get("/api/v1/runs/current", &owner).at("/id").as_string());
    seen += api().get(run_path(run), &owner).body + api().get("/api/v1/runs", &owner).body;
    auto const shown_points = api().get(run_path(run) + "/points", &owner);
    seen += shown_points.body + check_in(run, points_of(quest)[0], "", owner).body;
    EXPECT_EQ(shown_points.at("/points/0/hints").as_array().size(), 1U);
    EXPECT_TRUE(shown_points.at("/points/1/hints").as_array().empty());
    EXPECT_TRUE(shown_points.at("/points/2/targets").as_array().empty());
    EXPECT_EQ(seen.find("CANARY"), std::string::npos) << seen;
    EXPECT_EQ(seen.find("12.34375"), std::string::npos);
}

} // namespace
} // namespace qc::runs::test

// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/errors.hpp"
#include "runs/tests/fixtures.hpp"

#include <gtest/gtest.h>

namespace qc::runs::test {
namespace {

using namespace std::chrono_literals;

class Judging : public testing::Test {
protected:
    Judging() {
        point = point_with(AnswerKind::code, "007");
        point.places = {place_at(bridge)};
        progress.point = point.id;
        progress.state = PointState::current;
        situation.point = &point;
        situation.progress = &progress;
    }

    Verdict judged(Attempt attempt) {
        auto const place = aimed_place(situation, attempt, cryptography);
        return judge(situation, attempt, place.value(), cryptography);
    }

    static Attempt answering(Attempt attempt, std::string code) {
        attempt.answer.code = std::move(code);
        return attempt;
    }

    Point point;
    PointProgress progress;
    Situation situation;
};

TEST_F(Judging, AcceptsTheRightAnswerAtThePlace) {
    auto const verdict = judged(answering(attempt_at(north(3)), "007"));
    EXPECT_FALSE(verdict.refusal);
    EXPECT_EQ(verdict.place, point.places.data());
    EXPECT_NEAR(verdict.distance_m.value(), 3, 0.01);
}

TEST_F(Judging, AllowsRadiusInaccuracyAndAccuracyUpToTwentyMetres) {
    EXPECT_DOUBLE_EQ(allowed_distance_m(point.places[0], 12), 22);
    EXPECT_DOUBLE_EQ(allowed_distance_m(point.places[0], 50), 30);
    EXPECT_FALSE(judged(answering(attempt_at(north(29.9), 50), "007")).refusal);
    auto const far = judged(answering(attempt_at(north(30.1), 50), "007"));
    ASSERT_TRUE(far.refusal);
    EXPECT_TRUE(far.refusal->is(checkin_out_of_range));
    EXPECT_EQ(far.refusal->details[1].second, DetailValue{30.0});
}

TEST_F(Judging, ExactlyTheAllowedDistanceIsInside) {
    auto const attempt = attempt_at(north(17));
    auto const away_m = distance_m(north(17), bridge);
    point.places[0].detections_radius_m = away_m - 15;
    EXPECT_FALSE(judged(answering(attempt, "007")).refusal);
}

TEST_F(Judging, AccuracyComesBeforeMovementDistanceAndAnswer) {
    situation.last_fix = LastFix{{{0, 0}, 1}, noon - 1s};
    auto const vague = judged(attempt_at(north(500), 50.1));
    EXPECT_TRUE(vague.refusal.value().is(checkin_accuracy_too_low));
    auto const fast = judged(attempt_at(north(500), 50));
    EXPECT_TRUE(fast.refusal.value().is(checkin_implausible));
    situation.last_fix = std::nullopt;
    auto const far = judged(attempt_at(north(500), 50));
    EXPECT_TRUE(far.refusal.value().is(checkin_out_of_range));
    auto const silent = judged(attempt_at(bridge, 50));
    EXPECT_TRUE(silent.refusal.value().is(answer_required));
}

TEST_F(Judging, MovementOfAJetIsPlausibleAndFasterIsNot) {
    situation.last_fix = LastFix{{north(27'999), 0}, noon - 100s};
    EXPECT_FALSE(judged(answering(attempt_at(bridge, 0), "007")).refusal);
    situation.last_fix = LastFix{{north(28'010), 0}, noon - 100s};
    EXPECT_TRUE(
        judged(answering(attempt_at(bridge, 0), "007")).refusal.value().is(checkin_implausible)
    );
}

TEST_F(Judging, AccuraciesShortenTheWayAndASecondIsTheShortestTime) {
    situation.last_fix = LastFix{{north(309), 20}, noon + 5s};
    EXPECT_FALSE(judged(answering(attempt_at(bridge, 10), "007")).refusal);
}

TEST_F(Judging, WrongAnswerTellsHowManyTriesAreLeft) {
    situation.wrong_answers = 3;
    auto const verdict = judged(answering(attempt_at(bridge), "7"));
    ASSERT_TRUE(verdict.refusal);
    EXPECT_TRUE(verdict.refusal->is(wrong_answer));
    EXPECT_EQ(verdict.refusal->details[1].second, DetailValue{std::int64_t{6}});
}

TEST_F(Judging, PointWithoutPlacesNeedsNoPosition) {
    point.places.clear();
    Attempt attempt;
    attempt.answer.code = "007";
    attempt.place = PlaceSettingsId{4};
    EXPECT_TRUE(require_position(point, attempt));
    EXPECT_FALSE(judged(attempt).refusal);
}

TEST_F(Judging, MissingPartsOfThePositionAreAllReported) {
    Attempt attempt;
    attempt.longitude = 1;
    auto const outcome = require_position(point, attempt);
    ASSERT_FALSE(outcome);
    ASSERT_EQ(outcome.error().problems.size(), 2U);
    EXPECT_EQ(outcome.error().problems[0].type, "missing");
    EXPECT_EQ(outcome.error().problems[1].where[1], PlaceStep{std::string("accuracy")});
    EXPECT_TRUE(require_position(point, attempt_at(bridge)));
}

TEST_F(Judging, AimsAtTheNearestPartThatIsLeft) {
    point.is_divided = true;
    point.places = {place_at(bridge, 1), place_at(north(50), 2)};
    point.places[0].part = 1;
    point.places[1].part = 2;
    auto const attempt = attempt_at(north(5));
    EXPECT_EQ(aimed_place(situation, attempt, cryptography).value()->id, PlaceSettingsId{1});
    progress.parts_collected = {1};
    EXPECT_EQ(aimed_place(situation, attempt, cryptography).value()->id, PlaceSettingsId{2});
}

TEST_F(Judging, NamedPlaceMustBelongToThePointAndBeUncollected) {
    point.places[0].part = 1;
    auto attempt = attempt_at(bridge);
    attempt.place = PlaceSettingsId{99};
    EXPECT_TRUE(aimed_place(situation, attempt, cryptography).error().is(point_not_found));
    attempt.place = PlaceSettingsId{1};
    EXPECT_TRUE(aimed_place(situation, attempt, cryptography));
    progress.parts_collected = {1};
    EXPECT_TRUE(aimed_place(situation, attempt, cryptography).error().is(point_already_passed));
}

TEST(Turn, ChecksRunThenPointThenOrder) {
    qc::runs::Run run;
    run.current_point = PointId{5};
    PointProgress progress;
    progress.state = PointState::current;
    EXPECT_TRUE(check_turn(run, &progress));
    EXPECT_TRUE(check_turn(run, nullptr).error().is(point_not_found));
    for (auto const state : {PointState::passed, PointState::review, PointState::failed}) {
        progress.state = state;
        EXPECT_TRUE(check_turn(run, &progress).error().is(point_already_passed));
    }
    progress.state = PointState::locked;
    auto const early = check_turn(run, &progress);
    EXPECT_TRUE(early.error().is(checkin_out_of_order));
    EXPECT_EQ(early.error().details[0].second, DetailValue{std::int64_t{5}});
    run.status = RunStatus::paused;
    EXPECT_TRUE(check_turn(run, nullptr).error().is(invalid_state));
}

TEST(Tries, TenWrongAnswersCloseThePointUntilTheOldestIsForgotten) {
    std::vector<Instant> wrong;
    for (int i = 0; i < 9; ++i)
        wrong.push_back(noon + i * 1min);
    EXPECT_TRUE(check_attempts(wrong, noon + 9min));
    wrong.push_back(noon + 9min);
    auto const refused = check_attempts(wrong, noon + 10min);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(too_many_attempts));
    EXPECT_EQ(refused.error().retry_after, 5min);
}

} // namespace
} // namespace qc::runs::test

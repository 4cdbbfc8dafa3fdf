// SPDX-License-Identifier: Apache-2.0
#include "runs/tests/fixtures.hpp"

#include <gtest/gtest.h>

namespace qc::runs::test {
namespace {

TEST(Distance, OneDegreeOfTheEquatorIsKnown) {
    EXPECT_NEAR(distance_m({0, 0}, {0, 1}), 111'195.08, 0.01);
    EXPECT_DOUBLE_EQ(distance_m(bridge, bridge), 0);
}

TEST(Distance, AntipodesAreHalfACircumferenceApart) {
    EXPECT_NEAR(distance_m({12, 34}, {-12, -146}), std::numbers::pi * earth_radius_m, 0.1);
}

TEST(Distance, CrossesTheDateLine) {
    EXPECT_NEAR(distance_m({0, 179.5}, {0, -179.5}), 111'195.08, 0.01);
}

TEST(Displacement, ArrivesAtTheDistanceAndWrapsTheDateLine) {
    for (auto const direction_rad : {0.0, 1.0, 3.0, 5.5}) {
        auto const target = displaced(bridge, direction_rad, 10);
        EXPECT_NEAR(distance_m(bridge, target), 10, 1e-6);
    }
    EXPECT_NEAR(displaced({0, 179.99999}, std::numbers::pi / 2, 10).longitude, -179.99992, 1e-5);
}

TEST(RandomOccurrence, MovesTheTargetByTheDigest) {
    auto place = place_at(bridge);
    EXPECT_EQ(target_of(RunId{}, place, cryptography).latitude, bridge.latitude);
    place.random_occurrence_m = 10;
    // u1 = u2 = 1/4: eastwards by 10 * sqrt(1/4).
    auto const target = target_of(RunId{}, place, cryptography);
    EXPECT_NEAR(distance_m(bridge, target), 5, 1e-6);
    EXPECT_NEAR(target.latitude, bridge.latitude, 1e-9);
    EXPECT_GT(target.longitude, bridge.longitude);
}

TEST(AnswerKinds, CodeBeforeWordBeforePhotoBeforeQr) {
    EXPECT_EQ(answer_kind({"1", "a", true, "qr"}), AnswerKind::code);
    EXPECT_EQ(answer_kind({std::nullopt, "a", true, "qr"}), AnswerKind::word);
    EXPECT_EQ(answer_kind({std::nullopt, std::nullopt, true, "qr"}), AnswerKind::photo);
    EXPECT_EQ(answer_kind({std::nullopt, std::nullopt, false, "photo"}), AnswerKind::photo);
    EXPECT_EQ(answer_kind({std::nullopt, std::nullopt, false, "qr"}), AnswerKind::qr);
    EXPECT_EQ(answer_kind({std::nullopt, std::nullopt, false, "ghost"}), AnswerKind::none);
    for (auto const name : {"code", "word", "photo", "qr", "none"}) {
        bool found = false;
        for (auto const kind :
             {AnswerKind::code,
              AnswerKind::word,
              AnswerKind::photo,
              AnswerKind::qr,
              AnswerKind::none})
            found = found || name_of(kind) == name;
        EXPECT_TRUE(found) << name;
    }
}

Answer code(std::string text) {
    Answer answer;
    answer.code = std::move(text);
    return answer;
}

Answer word(std::string text) {
    Answer answer;
    answer.word = std::move(text);
    return answer;
}

TEST(Answers, LeadingZerosOfACodeCountAndWhiteSpaceDoesNot) {
    auto const point = point_with(AnswerKind::code, "007");
    EXPECT_EQ(check_answer(point, code(" 007 "), cryptography), AnswerOutcome::right);
    EXPECT_EQ(check_answer(point, code("7"), cryptography), AnswerOutcome::wrong);
    EXPECT_EQ(check_answer(point, code("  "), cryptography), AnswerOutcome::missing);
    EXPECT_EQ(check_answer(point, word("007"), cryptography), AnswerOutcome::missing);
}

TEST(Answers, WordsIgnoreCaseWidthAndSpaceAround) {
    auto const point = point_with(AnswerKind::word, "Größe");
    EXPECT_EQ(check_answer(point, word(" GRÖSSE "), cryptography), AnswerOutcome::right);
    EXPECT_EQ(check_answer(point, word("Grosse"), cryptography), AnswerOutcome::wrong);
    EXPECT_EQ(check_answer(point, Answer{}, cryptography), AnswerOutcome::missing);
}

TEST(Answers, QrCodesMatchExactly) {
    auto const point = point_with(AnswerKind::qr, "questcity://point/5/abc");
    Answer answer;
    answer.qr = "questcity://point/5/abc";
    EXPECT_EQ(check_answer(point, answer, cryptography), AnswerOutcome::right);
    answer.qr = "questcity://point/5/abc ";
    EXPECT_EQ(check_answer(point, answer, cryptography), AnswerOutcome::wrong);
}

TEST(Answers, PointWithoutSecretAcceptsNothing) {
    Answer answer;
    answer.qr = "anything";
    EXPECT_EQ(
        check_answer(point_with(AnswerKind::qr, ""), answer, cryptography), AnswerOutcome::wrong
    );
}

TEST(Answers, PhotoMustBeThereAndPresenceNeedsNothing) {
    Answer answer;
    auto const photo = point_with(AnswerKind::photo, "");
    EXPECT_EQ(check_answer(photo, answer, cryptography), AnswerOutcome::missing);
    answer.has_photo = true;
    EXPECT_EQ(check_answer(photo, answer, cryptography), AnswerOutcome::right);
    auto const presence = point_with(AnswerKind::none, "");
    EXPECT_EQ(check_answer(presence, {}, cryptography), AnswerOutcome::right);
}

TEST(Passing, PointIsPassedByWhoCheckedIn) {
    Passage const passage{UserId{}, noon, false};
    auto const after = after_checkin({}, point_with(AnswerKind::none, ""), nullptr, passage);
    EXPECT_EQ(after.state, PointState::passed);
    EXPECT_EQ(after.passed_at, noon);
    EXPECT_EQ(after.passed_by, UserId{});
}

TEST(Passing, ReviewedPhotoLetsTheRunGoOn) {
    Passage const passage{UserId{}, noon, true};
    auto const after = after_checkin({}, point_with(AnswerKind::photo, ""), nullptr, passage);
    EXPECT_EQ(after.state, PointState::review);
    EXPECT_TRUE(is_behind(after));
}

TEST(Passing, DividedArtefactNeedsAllParts) {
    auto point = point_with(AnswerKind::none, "");
    point.is_divided = true;
    point.places = {place_at(bridge, 1), place_at(north(50), 2)};
    point.places[0].part = 2;
    point.places[1].part = 1;
    PointProgress progress;
    progress.state = PointState::current;
    Passage const passage{UserId{}, noon, false};
    auto const half = after_checkin(progress, point, point.places.data(), passage);
    EXPECT_EQ(half.state, PointState::current);
    EXPECT_FALSE(is_behind(half));
    EXPECT_TRUE(is_collected(half, point.places[0]));
    EXPECT_FALSE(is_collected(half, point.places[1]));
    auto const whole = after_checkin(half, point, &point.places[1], passage);
    EXPECT_EQ(whole.state, PointState::passed);
    EXPECT_EQ(whole.parts_collected, (std::vector<std::int16_t>{1, 2}));
}

TEST(PointStates, HaveTheNamesOfTheContract) {
    for (auto const state :
         {PointState::passed,
          PointState::current,
          PointState::locked,
          PointState::failed,
          PointState::review})
        EXPECT_EQ(point_state_named(name_of(state)), state);
    EXPECT_FALSE(point_state_named("lost"));
}

} // namespace
} // namespace qc::runs::test

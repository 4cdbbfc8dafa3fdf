// SPDX-License-Identifier: Apache-2.0
#include "runs/tests/run_test.hpp"

#include <gtest/gtest.h>

namespace qc::runs::test {
namespace {

class PhotoReviews : public RunTest {
protected:
    void finish_with_photo() {
        QuestSeed seed;
        seed.manual_photo_review = true;
        seed.reward = 20;
        seed.points = {PointSeed{"Bridge"}, PointSeed{"Photo", 2}};
        auto const quest = make_quest(seed);
        auto const points = points_of(quest);
        owner = player();
        moderator = staff();
        run = start(quest, owner);
        check_in(run, points[0], "", owner);
        auto const last = check_in(run, points[1], R"("answer":{"photo":"me.jpg"})", owner);
        EXPECT_EQ(last.at("/checkin/status"), "review");
        EXPECT_EQ(last.at("/point/state"), "review");
        EXPECT_EQ(last.at("/run/status"), "finished");
        EXPECT_EQ(last.at("/run/reward/state"), "pending");
        checkin = std::to_string(last.at("/checkin/id").as_int64());
    }

    qc::test::ApiAnswer review(bool accepted, access::Caller const& who) {
        auto const path = run_path(run) + "/checkins/" + checkin + "/review";
        auto const* const body =
            accepted ? R"({"accepted":true})" : R"({"accepted":false,"comment":"blurred"})";
        return api().post(path, body, &who);
    }

    access::Caller owner;
    access::Caller moderator;
    std::string run;
    std::string checkin;
};

TEST_F(PhotoReviews, AcceptedPhotoPaysTheReward) {
    finish_with_photo();
    EXPECT_EQ(balance_of(owner), 0);
    auto const accepted = review(true, moderator);
    EXPECT_EQ(accepted.status, 200);
    EXPECT_EQ(accepted.at("/status"), "accepted");
    EXPECT_EQ(balance_of(owner), 20);
    EXPECT_EQ(shown(run, owner).at("/reward/state"), "paid");
    EXPECT_EQ(text("select status from reward_request"), "approved");
    auto const sent = notices.sent.size();
    EXPECT_EQ(notices.sent[sent - 2].type, "reward_approved");
    EXPECT_EQ(notices.sent[sent - 1].type, "checkin_reviewed");
    EXPECT_EQ(review(true, moderator).code(), "INVALID_STATE");
    expect_balanced_books();
}

TEST_F(PhotoReviews, RejectedPhotoFailsThePointAndLeavesTheRewardToStaff) {
    finish_with_photo();
    auto const before = shown(run, owner).at("/score").as_int64();
    EXPECT_EQ(review(false, moderator).at("/status"), "rejected");
    EXPECT_EQ(shown(run, owner).at("/score"), before - 100);
    EXPECT_EQ(shown(run, owner).at("/progress/passed"), 1);
    auto const points = api().get(run_path(run) + "/points", &owner);
    EXPECT_EQ(points.at("/points/1/state"), "failed");
    EXPECT_EQ(text("select status from reward_request"), "pending");
    EXPECT_EQ(
        text("select review_comment from run_checkin where reviewed_by is not null"), "blurred"
    );
    EXPECT_EQ(balance_of(owner), 0);
}

TEST_F(PhotoReviews, OnlyStaffWhoDoNotPlayReview) {
    finish_with_photo();
    EXPECT_EQ(review(true, owner).code(), "PERMISSION_DENIED");
    join(run, moderator);
    EXPECT_EQ(review(true, moderator).code(), "PERMISSION_DENIED");
    auto const other = staff();
    checkin = "4711";
    EXPECT_EQ(review(true, other).code(), "CHECKIN_NOT_FOUND");
    run = "00000000-0000-4000-8000-000000000000";
    EXPECT_EQ(review(true, other).code(), "CHECKIN_NOT_FOUND");
}

/// An artefact of two parts, each collected with a photo.
class PhotosOfParts : public PhotoReviews {
protected:
    void SetUp() override {
        PhotoReviews::SetUp();
        if (IsSkipped()) return;
        PointSeed artefact{"Artefact", 2};
        artefact.file = "points/amphora.png";
        artefact.is_divide = true;
        artefact.latitudes = {51.5, 51.51};
        QuestSeed seed;
        seed.manual_photo_review = true;
        seed.points = {artefact, PointSeed{"End"}};
        auto const quest = make_quest(seed);
        point = points_of(quest).front();
        owner = player();
        moderator = staff();
        run = start(quest, owner);
    }

    /// Id of the check-in.
    std::string collect(double latitude) {
        auto const answer =
            check_in(run, point, at(latitude) + R"(,"answer":{"photo":"me.jpg"})", owner);
        api().clock().advance(std::chrono::minutes{10});
        return std::to_string(answer.at("/checkin/id").as_int64());
    }

    std::string state() {
        return text("select state from run_point where point_id = " + std::to_string(point.value));
    }

    PointId point;
};

TEST_F(PhotosOfParts, PassWithTheLastAcceptedOne) {
    auto const first = collect(51.5);
    auto const second = collect(51.51);
    checkin = first;
    ASSERT_EQ(review(true, moderator).status, 200);
    EXPECT_EQ(state(), "review");
    checkin = second;
    ASSERT_EQ(review(true, moderator).status, 200);
    EXPECT_EQ(state(), "passed");
}

TEST_F(PhotosOfParts, FailWithOneRejectedOne) {
    auto const first = collect(51.5);
    checkin = collect(51.51);
    ASSERT_EQ(review(false, moderator).status, 200);
    EXPECT_EQ(state(), "failed");
    checkin = first;
    ASSERT_EQ(review(true, moderator).status, 200);
    EXPECT_EQ(state(), "failed");
}

TEST_F(PhotosOfParts, RejectedPartIsCollectedAnew) {
    checkin = collect(51.5);
    ASSERT_EQ(review(false, moderator).status, 200);
    EXPECT_EQ(state(), "current");
    EXPECT_EQ(
        number("select cardinality(parts_collected) from run_point where state = 'current'"), 0
    );
}

} // namespace
} // namespace qc::runs::test

// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/lifecycle.hpp"
#include "quests/domain/write_errors.hpp"

#include <gtest/gtest.h>

namespace qc::quests {
namespace {

AuthoredQuest quest(Status status) {
    AuthoredQuest made;
    made.status = status;
    made.points.resize(2);
    made.points[1].order = 2;
    return made;
}

struct Transition {
    Step step;
    std::vector<Status> from;
    Status to;
};

TEST(Lifecycle, TakesEveryStepFromItsStatesOnly) {
    std::vector<Transition> const transitions{
        {Step::submit, {Status::draft}, Status::pending},
        {Step::publish, {Status::draft, Status::pending}, Status::published},
        {Step::reject, {Status::pending}, Status::draft},
        {Step::archive, {Status::published}, Status::archived},
        {Step::restore, {Status::archived}, Status::published},
    };
    for (auto const& transition : transitions) {
        for (auto const& [status, name] : status_names) {
            auto subject = quest(status);
            auto const taken = take(subject, transition.step, Instant{});
            auto const& from = transition.from;
            bool const allowed = std::find(from.begin(), from.end(), status) != from.end();
            EXPECT_EQ(taken.has_value(), allowed) << name;
            EXPECT_EQ(subject.status, allowed ? transition.to : status);
            if (!allowed) {
                EXPECT_TRUE(taken.error().is(invalid_state));
            }
        }
    }
}

TEST(Lifecycle, ForgetsARejectionWithTheNextSubmission) {
    auto subject = quest(Status::draft);
    subject.reject_reason = "Too short";
    ASSERT_TRUE(take(subject, Step::submit, Instant{std::chrono::seconds{5}}));
    EXPECT_FALSE(subject.reject_reason);
    EXPECT_EQ(subject.submitted_at, Instant{std::chrono::seconds{5}});
}

TEST(Lifecycle, PublishesNothingThatCannotBePlayed) {
    auto subject = quest(Status::draft);
    subject.points[0].kind = ActivityKind::code;
    subject.points[1].kind = ActivityKind::word;
    subject.points[1].places.resize(1);
    subject.points[1].is_divide = true;
    EXPECT_EQ(
        publish_problems(subject),
        (std::vector<std::string>{
            "Point 1: The code is missing.",
            "Point 2: The word is missing.",
            "Point 2: You must be specify places more then 1 when you divide artifact."
        })
    );
    subject.points.resize(1);
    subject.points[0].type_code = "1";
    auto const refused = take(subject, Step::publish, Instant{});
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(quest_not_publishable));
    EXPECT_EQ(
        std::get<std::vector<std::string>>(refused.error().details[0].second),
        std::vector<std::string>{"The quest needs at least 2 points."}
    );
}

} // namespace
} // namespace qc::quests

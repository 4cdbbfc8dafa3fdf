// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/quest_change.hpp"
#include "quests/domain/write_errors.hpp"

#include <gtest/gtest.h>

namespace qc::quests {
namespace {

AuthoredPoint point(std::int32_t id, std::int32_t order) {
    AuthoredPoint made;
    made.id = PointId{id};
    made.order = order;
    made.name = "Point " + std::to_string(id);
    return made;
}

AuthoredQuest quest() {
    AuthoredQuest made;
    made.status = Status::published;
    made.points = {point(11, 1), point(12, 2), point(13, 3)};
    made.merch.resize(1);
    made.merch[0].id = MerchId{5};
    return made;
}

PointChange deletion(std::int32_t id) {
    PointChange change;
    change.id = PointId{id};
    change.is_delete = true;
    return change;
}

std::vector<std::string> names(AuthoredQuest const& of) {
    std::vector<std::string> found;
    for (auto const& one : of.points)
        found.push_back(one.name);
    return found;
}

TEST(QuestChange, KeepsWhatIsNotMentioned) {
    auto subject = quest();
    ASSERT_TRUE(apply(subject, {}));
    EXPECT_EQ(subject, quest());
}

TEST(QuestChange, AddsChangesAndDeletesPoints) {
    auto subject = quest();
    QuestChange change;
    change.points.resize(2);
    change.points[0].id = PointId{13};
    change.points[0].order = 0;
    change.points[1].name = "New";
    change.points[1].order = 2;
    change.points.push_back(deletion(11));
    ASSERT_TRUE(apply(subject, change));
    EXPECT_EQ(names(subject), (std::vector<std::string>{"Point 13", "Point 12", "New"}));
    EXPECT_EQ(subject.points[2].order, 3);
    EXPECT_FALSE(subject.points[2].id);
}

TEST(QuestChange, ReplacingDropsWhatIsNotListed) {
    auto subject = quest();
    QuestChange change;
    change.replaces = true;
    change.points.resize(2);
    change.points[0].name = "New";
    change.points[0].order = 1;
    change.points[1].id = PointId{12};
    change.points[1].order = 1;
    ASSERT_TRUE(apply(subject, change));
    EXPECT_EQ(names(subject), (std::vector<std::string>{"New", "Point 12"}));
    EXPECT_TRUE(subject.merch.empty());
}

TEST(QuestChange, RefusesIdsOfOthers) {
    auto subject = quest();
    QuestChange points;
    points.points.push_back(deletion(99));
    EXPECT_TRUE(apply(subject, points).error().is(point_not_found));
    points.replaces = true;
    EXPECT_TRUE(apply(subject, points).error().is(point_not_found));
    QuestChange twice;
    twice.replaces = true;
    twice.points.resize(2);
    twice.points[0].id = twice.points[1].id = PointId{11};
    EXPECT_TRUE(apply(subject, twice).error().is(point_not_found));
    QuestChange deleted;
    deleted.points = {deletion(11), deletion(11)};
    EXPECT_TRUE(apply(subject, deleted).error().is(point_not_found));
    QuestChange merch;
    merch.merch.resize(1);
    merch.merch[0].id = MerchId{99};
    subject = quest();
    EXPECT_TRUE(apply(subject, merch).error().is(merch_not_found));
    QuestChange inner;
    inner.points.resize(1);
    inner.points[0].id = PointId{11};
    inner.points[0].hints.resize(1);
    inner.points[0].hints[0].id = HintId{99};
    EXPECT_TRUE(apply(subject, inner).error().is(hint_not_found));
    inner.points[0].places.resize(1);
    inner.points[0].places[0].id = PlaceSettingsId{99};
    EXPECT_TRUE(apply(subject, inner).error().is(place_settings_not_found));
}

TEST(QuestChange, RefusesListsThatGrowTooLong) {
    auto subject = quest();
    QuestChange change;
    change.points.resize(97);
    change.merch.resize(19);
    ASSERT_TRUE(apply(subject, change));
    EXPECT_EQ(subject.points.size(), 100U);
    EXPECT_EQ(subject.merch.size(), 20U);
    change.points.resize(2);
    change.points[0].where = {std::string("body"), std::string("points"), std::int64_t{0}};
    change.points[0].id = PointId{11};
    change.points[0].hints.resize(11);
    change.merch.resize(1);
    auto const refused = apply(subject, change);
    ASSERT_FALSE(refused);
    auto const& problems = refused.error().problems;
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems[0].where.back(), PlaceStep{std::string("hints")});
    EXPECT_EQ(problems[1].where.back(), PlaceStep{std::string("points")});
    EXPECT_EQ(problems[1].message, "List should have at most 100 items after validation");
    EXPECT_EQ(problems[2].where.back(), PlaceStep{std::string("merch")});
    EXPECT_EQ(problems[2].type, "too_long");
}

TEST(QuestChange, KeepsTwoPointsOfAPublishedQuest) {
    auto subject = quest();
    QuestChange change;
    change.points = {deletion(11), deletion(12)};
    EXPECT_TRUE(apply(subject, change).error().is(insufficient_points));
    subject = quest();
    subject.status = Status::draft;
    EXPECT_TRUE(apply(subject, change));
}

TEST(QuestChange, KeepsAPlaceOfADividedPoint) {
    auto subject = quest();
    subject.points[0].is_divide = true;
    subject.points[0].places.resize(1);
    subject.points[0].places[0].id = PlaceSettingsId{7};
    QuestChange change;
    change.points.resize(1);
    change.points[0].id = PointId{11};
    change.points[0].places.resize(1);
    change.points[0].places[0].id = PlaceSettingsId{7};
    change.points[0].places[0].is_delete = true;
    EXPECT_TRUE(apply(subject, change).error().is(insufficient_places_preferences));
}

TEST(QuestChange, ReportsBrokenPlacesOfAllPoints) {
    auto subject = quest();
    QuestChange change;
    change.points.resize(2);
    for (std::size_t i = 0; i < 2; ++i) {
        change.points[i].id = PointId{static_cast<std::int32_t>(11 + i)};
        change.points[i].places.resize(2);
        change.points[i].where = {std::string("body"), std::string("points"), std::int64_t(i)};
    }
    auto const refused = apply(subject, change);
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().problems.size(), 6U);
    EXPECT_EQ(std::get<std::int64_t>(refused.error().problems[3].where[2]), 1);
}

TEST(QuestChange, ClearsWhatMayBeCleared) {
    auto subject = quest();
    subject.timeframe = Timeframe::day;
    subject.points[0].type_code = "1";
    QuestChange change;
    change.timeframe.emplace();
    change.points.resize(1);
    change.points[0].id = PointId{11};
    change.points[0].type_code.emplace();
    ASSERT_TRUE(apply(subject, change));
    EXPECT_FALSE(subject.timeframe);
    EXPECT_FALSE(subject.points[0].type_code);
}

} // namespace
} // namespace qc::quests

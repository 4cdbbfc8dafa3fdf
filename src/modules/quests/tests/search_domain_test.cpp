// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/activity.hpp"
#include "quests/domain/engagement.hpp"
#include "quests/domain/errors.hpp"
#include "quests/domain/reference_name.hpp"
#include "quests/domain/search_area.hpp"
#include "quests/domain/search_filters.hpp"
#include "quests/domain/search_text.hpp"
#include "quests/domain/timeframe.hpp"

#include <gtest/gtest.h>

namespace qc::quests {
namespace {

std::string query(std::string_view typed) {
    auto const text = search_query(typed);
    if (!text) return std::string(text.error().code->code);
    return text->value_or("(none)");
}

TEST(SearchText, TreatsTheLastWordAsUnfinished) {
    EXPECT_EQ(query("old  bridge"), "'old' & 'bridge':*");
    EXPECT_EQ(query("old bridge "), "'old' & 'bridge':*");
    EXPECT_EQ(query(" \t "), "(none)");
}

TEST(SearchText, KeepsPhrasesTogetherAndExcludesWords) {
    EXPECT_EQ(query("\"old bridge\" -stone"), "'old bridge' & !'stone'");
    EXPECT_EQ(query("-\"old bridge\" x"), "!'old bridge' & 'x':*");
    EXPECT_EQ(query("\"never closed"), "'never closed'");
    EXPECT_EQ(query("- \"\" x"), "'x':*");
}

TEST(SearchText, QuotesWhatWouldBeAnOperator) {
    EXPECT_EQ(query("a'b\\c & !d"), "'a''b\\\\c' & '&' & '!d':*");
}

TEST(SearchText, RefusesControlsAndMoreThanAThousandCharacters) {
    EXPECT_EQ(query("a\x01"), "INVALID_SEARCH_TERM");
    std::string cyrillic;
    for (int i = 0; i < 1000; ++i)
        cyrillic += "ж";
    EXPECT_EQ(query(cyrillic), "'" + cyrillic + "':*");
    EXPECT_EQ(query(cyrillic + "ж"), "SEARCH_TERM_TOO_LONG");
}

TEST(SearchArea, MeasuresGreatCircles) {
    EXPECT_NEAR(distance_m(0, 0, 0, 180), 20'015'114.4, 1);
    EXPECT_NEAR(distance_m(55, 37, 56, 37), 111'195.08, 0.1);
    EXPECT_EQ(distance_m(10, 20, 10, 20), 0);
}

TEST(SearchArea, HasTwoBoxesAcrossTheDateLineAndOneOverAPole) {
    EXPECT_EQ(boxes_around({10, 20, 1000}).size(), 1U);
    EXPECT_EQ(boxes_around({60, 179.99, 5000}).size(), 2U);
    EXPECT_EQ(boxes_around({60, -179.99, 5000}).size(), 2U);
    auto const pole = boxes_around({89.9, 10, 50'000});
    ASSERT_EQ(pole.size(), 1U);
    EXPECT_LT(pole.front().left_m, -20'037'508);
    EXPECT_GT(pole.front().right_m, 20'037'508);
}

TEST(SearchFiltersText, IsTheSameForTheSameFilters) {
    SearchFilters one;
    one.levels = {Level::hard, Level::easy};
    SearchFilters other;
    other.levels = {Level::easy, Level::hard, Level::easy};
    EXPECT_EQ(canonical(one), canonical(other));
    other.cost_min = 1;
    EXPECT_NE(canonical(one), canonical(other));
    EXPECT_EQ(canonical({}), "");
}

TEST(ReferenceNames, NeedMoreThanDigits) {
    EXPECT_FALSE(is_reference_name("2024"));
    EXPECT_TRUE(is_reference_name("Route 66"));
}

TEST(Engagement, FollowsTheShareOfFinishedRuns) {
    EXPECT_EQ(engagement(0, 0), Engagement::low);
    EXPECT_EQ(engagement(1, 3), Engagement::high);
    EXPECT_EQ(engagement(1, 4), Engagement::medium);
    EXPECT_EQ(engagement(1, 10), Engagement::medium);
    EXPECT_EQ(engagement(1, 11), Engagement::low);
}

TEST(AnswerKinds, FollowTheAnswersOfAPoint) {
    EXPECT_EQ(answer_kind({true, true, true, ActivityKind::qr}), AnswerKind::code);
    EXPECT_EQ(answer_kind({false, true, true, ActivityKind::qr}), AnswerKind::word);
    EXPECT_EQ(answer_kind({false, false, true, ActivityKind::qr}), AnswerKind::photo);
    EXPECT_EQ(answer_kind({false, false, false, ActivityKind::photo}), AnswerKind::photo);
    EXPECT_EQ(answer_kind({false, false, false, ActivityKind::qr}), AnswerKind::qr);
    EXPECT_EQ(answer_kind({false, false, false, ActivityKind::ghost}), AnswerKind::none);
}

TEST(Timeframes, ReadAsHours) {
    EXPECT_EQ(duration_text(std::nullopt), "unlimited");
    EXPECT_EQ(duration_text(Timeframe::one_hour), "1 hour");
    EXPECT_EQ(duration_text(Timeframe::day), "24 hours");
}

} // namespace
} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#include "osm/answers.hpp"
#include "osm/tests/fixtures.hpp"

#include <gtest/gtest.h>

namespace qc::osm {
namespace {

void expect_line(std::string const& text, std::size_t limit, std::string const& what) {
    EXPECT_TRUE(is_utf8(text)) << what;
    EXPECT_FALSE(has_control(text)) << what << ": " << text;
    EXPECT_EQ(trimmed(text), text) << what;
    EXPECT_GE(code_points(text), 1U) << what;
    EXPECT_LE(code_points(text), limit) << what << ": " << text;
}

bool within(int value, int low, int high) {
    return value >= low && value <= high;
}

void expect_task(PointPlan const& point) {
    bool const code = point.activity_id == activity::enter_code;
    bool const word = point.activity_id == activity::enter_word;
    EXPECT_EQ(point.type_code.has_value(), code);
    EXPECT_EQ(point.type_word.has_value(), word);
    if (code) {
        EXPECT_TRUE(within(static_cast<int>(point.type_code->size()), 1, 16));
        EXPECT_EQ(point.type_code->find_first_not_of("0123456789"), std::string::npos);
    }
    if (word) expect_line(*point.type_word, 128, "word");
}

void expect_secrets_kept(QuestPlan const& quest) {
    std::vector<std::string> texts{
        quest.name, quest.description, quest.place_name, quest.attribution.value_or("")
    };
    for (auto const& point : quest.points) {
        texts.push_back(point.name_of_location);
        texts.push_back(point.description);
    }
    for (auto const& point : quest.points) {
        auto const answer = point.type_code ? point.type_code : point.type_word;
        if (answer) {
            EXPECT_FALSE(gives_away(texts, *answer)) << quest.name << " tells " << *answer;
        }
    }
}

} // namespace

void expect_playable(QuestPlan const& quest, std::size_t min_points) {
    expect_line(quest.name, 128, "name");
    expect_line(quest.description, 8'000, "description");
    expect_line(quest.place_name, 128, "place");
    expect_line(quest.source, 500, "source");
    if (quest.attribution) expect_line(*quest.attribution, 500, "attribution");
    EXPECT_TRUE(within(quest.category_id, 1, 12));
    EXPECT_EQ(quest.group, 4);
    EXPECT_EQ(quest.vehicle_id, 1);
    EXPECT_EQ(quest.cost, 10);
    EXPECT_TRUE(quest.auto_accrual);
    EXPECT_EQ(quest.reward, 2 * static_cast<int>(quest.points.size()));
    EXPECT_EQ(quest.level, level_of(quest.length_m));
    EXPECT_EQ(quest.mileage, mileage_of(quest.length_m));
    EXPECT_GE(quest.points.size(), min_points);
    EXPECT_LE(quest.points.size(), 10U);
    for (auto const& point : quest.points) {
        expect_line(point.name_of_location, 128, "location");
        expect_line(point.description, 500, "point");
        EXPECT_TRUE(on_earth(point.position));
        EXPECT_TRUE(within(point.detections_radius_m, 5, 10));
        EXPECT_TRUE(within(point.interaction_inaccuracy_m, 5, 10));
        EXPECT_TRUE(within(point.tool_id, 1, 20));
        expect_task(point);
    }
    expect_secrets_kept(quest);
}

} // namespace qc::osm

// SPDX-License-Identifier: Apache-2.0
#include "quests/tests/editing_fixture.hpp"

namespace qc::quests::test {
namespace {

namespace json = boost::json;

class EditingRules : public EditingTest {};

TEST_F(EditingRules, KeepsAPublishedQuestPlayable) {
    auto const first = create(admin, quest_json("Old town"));
    auto const quest = first.at("/id").as_int64();
    json::object const spoil{
        {"points",
         json::array{json::object{{"id", first.at("/points/0/id")}, {"typeCode", nullptr}}}}
    };
    auto const refused = patch(quest, spoil, admin);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "QUEST_NOT_PUBLISHABLE");
    EXPECT_EQ(refused.at("/details/problems/0"), "Point 1: The code is missing.");
    json::object const shorten{
        {"points", json::array{json::object{{"id", first.at("/points/0/id")}, {"isDelete", true}}}}
    };
    EXPECT_EQ(patch(quest, shorten, admin).code(), "INSUFFICIENT_POINTS");
    EXPECT_EQ(state(quest), "Old town|published|1|9|0|f|3|2|0");
}

TEST_F(EditingRules, RaisesNoVersionWhenNothingChanges) {
    auto const quest = made(author, "Old town");
    ASSERT_EQ(patch(quest, json::object{{"name", "Old town"}}, author).status, 200);
    EXPECT_EQ(state(quest), "Old town|pending|1|9|0|f|3|2|0");
}

TEST_F(EditingRules, TellsWhenSomebodyElseWasFaster) {
    auto const quest = made(author, "Old town");
    qc::test::ApiCall call;
    call.method = http::Method::patch;
    call.target = path(quest);
    call.caller = &author;
    call.headers.emplace_back("If-Match", "\"1\"");
    std::vector<qc::test::ApiCall> both(2, call);
    both[0].body = R"({"credits":{"reward":1}})";
    both[1].body = R"({"credits":{"reward":2}})";
    auto const answers = api().call_together(both);
    EXPECT_NE(answers[0].status, answers[1].status);
    auto const& loser = answers[0].status == 200 ? answers[1] : answers[0];
    EXPECT_EQ(loser.code(), "CONCURRENT_UPDATE");
    EXPECT_EQ(sql("select version from quest"), "2");
    call.body = R"({"credits":{"reward":3}})";
    call.headers = {{"If-Match", "*"}};
    EXPECT_EQ(api().call(call).status, 200);
    call.headers = {{"If-Match", "W/\"3\""}};
    call.body = R"({"credits":{"reward":4}})";
    EXPECT_EQ(api().call(call).status, 200);
    call.headers = {{"If-Match", "soon"}};
    EXPECT_EQ(api().call(call).status, 422);
}

TEST_F(EditingRules, LetsTwoEditorsWithoutVersionsFollowEachOther) {
    auto const quest = made(author, "Old town");
    qc::test::ApiCall call;
    call.method = http::Method::patch;
    call.target = path(quest);
    call.caller = &author;
    std::vector<qc::test::ApiCall> both(2, call);
    both[0].body = R"({"credits":{"reward":77}})";
    both[1].body = R"({"credits":{"cost":88}})";
    for (auto const& answer : api().call_together(both))
        EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(sql("select concat_ws('|', version, reward, cost) from quest"), "3|77|88");
}

TEST_F(EditingRules, IsForAuthorsAndEditors) {
    auto const quest = made(author, "Old town");
    json::object const change{{"description", "Mine now"}};
    EXPECT_EQ(patch(quest, change, other_author).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(patch(quest, change, manager).code(), "PERMISSION_DENIED");
    EXPECT_EQ(patch(quest, change, player).code(), "PERMISSION_DENIED");
    EXPECT_EQ(patch(quest + 1, change, admin).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(patch(quest, change, admin).status, 200);
    EXPECT_EQ(put(quest, quest_json("Mine"), other_author).code(), "QUEST_NOT_FOUND");
}

TEST_F(EditingRules, RefusesTheNameOfAnotherQuest) {
    made(author, "Old town");
    auto const quest = made(author, "New town");
    EXPECT_EQ(
        patch(quest, json::object{{"name", "old TOWN"}}, author).code(), "QUEST_NAME_ALREADY_EXISTS"
    );
}

} // namespace
} // namespace qc::quests::test

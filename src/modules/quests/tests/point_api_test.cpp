// SPDX-License-Identifier: Apache-2.0
#include "quests/tests/authoring_fixture.hpp"

namespace qc::quests::test {
namespace {

namespace json = boost::json;

class Points : public AuthoringTest {
protected:
    void SetUp() override {
        AuthoringTest::SetUp();
        if (IsSkipped()) return;
        auto const answer = create(author, quest_json("Old town"));
        quest = answer.at("/id").as_int64();
        gate = answer.at("/points/0/id").as_int64();
    }

    std::string target(std::string const& rest = "") { return path(quest, "/points" + rest); }

    std::string gate_target(std::string const& rest = "") {
        return target("/" + std::to_string(gate) + rest);
    }

    std::int64_t quest = 0;
    std::int64_t gate = 0;
};

TEST_F(Points, AreListedWithTheirSecrets) {
    auto const answer = api().get(target(), &author);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/success"), true);
    EXPECT_EQ(answer.at("/total"), 2);
    EXPECT_EQ(answer.at("/points/0/typeCode"), "007");
    EXPECT_EQ(api().get(target(), &manager).status, 200);
    EXPECT_EQ(api().get(target(), &other_author).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(api().get(target(), &player).code(), "PERMISSION_DENIED");
}

TEST_F(Points, AreAdded) {
    auto body = point_json("Tower");
    body["order"] = 5;
    body["file"] = "file:///map.pdf";
    auto const answer = api().post(target(), text_of(body), &author);
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.at("/message"), "Quest point created successfully");
    EXPECT_EQ(answer.at("/point/name"), "Tower");
    EXPECT_EQ(answer.at("/point/order"), 3);
    EXPECT_EQ(answer.at("/pointId"), answer.at("/point/id"));
    EXPECT_EQ(answer.at("/warnings").as_array().size(), 1U);
    EXPECT_EQ(sql("select version from quest"), "2");
}

TEST_F(Points, AreReplacedAndChanged) {
    auto const changed = api().patch(gate_target(), R"({"hidden":true,"isDelete":true})", &author);
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.at("/message"), "Quest point updated successfully");
    EXPECT_EQ(changed.at("/point/hidden"), true);
    EXPECT_EQ(changed.at("/point/typeCode"), "007");
    EXPECT_EQ(changed.at("/point/places").as_array().size(), 1U);
    auto const replaced = api().put(gate_target(), text_of(point_json("Door")), &author);
    ASSERT_EQ(replaced.status, 200) << replaced.body;
    EXPECT_EQ(replaced.at("/pointId"), gate);
    EXPECT_EQ(replaced.at("/point/hidden"), false);
    EXPECT_TRUE(replaced.at("/point/typeCode").is_null());
    EXPECT_TRUE(replaced.at("/point/placeSettings").as_array().empty());
    EXPECT_TRUE(replaced.at("/point/hints").as_array().empty());
}

TEST_F(Points, OfOtherQuestsAreNotFound) {
    auto const other = made(author, "New town");
    auto const wrong = path(other, "/points/" + std::to_string(gate));
    EXPECT_EQ(api().patch(wrong, "{}", &author).code(), "POINT_NOT_FOUND");
    EXPECT_EQ(api().remove(wrong, &author).code(), "POINT_NOT_FOUND");
    EXPECT_EQ(api().get(wrong + "/qr", &author).code(), "POINT_NOT_FOUND");
    EXPECT_EQ(api().patch(gate_target(), "{}", &other_author).code(), "QUEST_NOT_FOUND");
}

TEST_F(Points, AreDeletedDownToTwoOfAPublishedQuest) {
    auto const answer = api().remove(gate_target(), &author);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(
        answer.at("/message"),
        json::value("Quest point " + std::to_string(gate) + " deleted successfully")
    );
    EXPECT_EQ(sql("select \"order\" from point"), "1");
    auto const published = create(admin, quest_json("Published"));
    auto const point =
        path(published.at("/id").as_int64(), "/points/" + text_of(published.at("/points/0/id")));
    EXPECT_EQ(api().remove(point, &admin).code(), "INSUFFICIENT_POINTS");
}

TEST_F(Points, HaveAPrintedCodeThatCanBeReplaced) {
    auto const first = api().get(gate_target("/qr"), &author);
    ASSERT_EQ(first.status, 200) << first.body;
    auto const payload = std::string(first.at("/payload").as_string());
    auto const prefix = "questcity://point/" + std::to_string(gate) + "/";
    EXPECT_TRUE(payload.starts_with(prefix));
    EXPECT_EQ(payload.size(), prefix.size() + 22);
    EXPECT_EQ(api().get(gate_target("/qr"), &author).at("/payload"), json::value(payload));
    EXPECT_NE(api().post(gate_target("/qr"), "", &author).at("/payload"), json::value(payload));
    EXPECT_EQ(sql("select version from quest"), "3");
    EXPECT_EQ(api().get(gate_target("/qr"), &manager).code(), "PERMISSION_DENIED");
}

} // namespace
} // namespace qc::quests::test

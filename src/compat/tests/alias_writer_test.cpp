// SPDX-License-Identifier: Apache-2.0
#include "compat/alias_writer.hpp"
#include "contract/write.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::compat {
namespace {

/// Shapes as the documents have them, with names that the rules know.
boost::json::object schemas() {
    return boost::json::parse(R"({
        "PriceView": {"type": "object", "properties": {
            "type": {"type": "string"}, "isSubscription": {"type": "boolean"},
            "amount": {"type": "integer"}}},
        "MainPrefsView": {"type": "object", "properties": {
            "categoryId": {"type": "integer"}, "vehicleId": {"type": "integer"},
            "placeId": {"type": "integer"}, "mileage": {"type": "string"}}},
        "QuestItemView": {"type": "object", "properties": {
            "id": {"type": "integer"}, "name": {"type": "string"}, "categoryId": {"type": "integer"},
            "mainPreferences": {"$ref": "#/components/schemas/MainPrefsView"},
            "priceSettings": {"anyOf": [{"$ref": "#/components/schemas/PriceView"},
                                        {"type": "null"}]}}},
        "CurrentQuestView": {"type": "object", "properties": {
            "questId": {"type": "integer"}, "mentorPreference": {"type": ["string", "null"]}}},
        "AuthorView": {"type": "object", "properties": {"id": {"type": "integer"}}},
        "TokensView": {"type": "object", "properties": {"expiresIn": {"type": "integer"}}}
    })")
        .as_object();
}

struct Fixture : testing::Test {
    std::string aliased(std::string_view schema, std::string_view body) {
        auto const* const plan = plans.plan_of(boost::json::parse(schema));
        return plan == nullptr ? std::string("no plan") : with_aliases(body, *plan, request);
    }

    boost::json::object shapes = schemas();
    AliasPlans plans{shapes};
    http::Request request;
};

using AliasWriter = Fixture;

constexpr std::string_view item = R"({"$ref": "#/components/schemas/QuestItemView"})";

TEST_F(AliasWriter, AddsNamesBesideThoseOfTheShape) {
    EXPECT_EQ(
        aliased(
            item,
            R"({"id":1,"name":"A \"big\", {odd} [name]","categoryId":3,)"
            R"("mainPreferences":{"categoryId":3,"vehicleId":4,"placeId":5,"mileage":">100"},)"
            R"("priceSettings":{"type":"default","isSubscription":false,"amount":7}})"
        ),
        R"({"id":1,"name":"A \"big\", {odd} [name]","title":"A \"big\", {odd} [name]",)"
        R"("categoryId":3,"category_id":3,)"
        R"("mainPreferences":{"categoryId":3,"category_id":3,"vehicleId":4,"vehicle_id":4,)"
        R"("placeId":5,"place_id":5,"mileage":">100","milage":">100","milege":">100"},)"
        R"("priceSettings":{"type":"default","isSubscription":false,"is_subscription":false,)"
        R"("amount":7,"pay_extra":7}})"
    );
}

TEST_F(AliasWriter, FindsShapesInListsAndPages) {
    auto const list = R"({"type": "array", "items": )" + std::string(item) + "}";
    EXPECT_EQ(aliased(list, "[]"), "[]");
    EXPECT_EQ(
        aliased(list, R"([{"name":"a"},{"name":"b"}])"),
        R"([{"name":"a","title":"a"},{"name":"b","title":"b"}])"
    );
    auto const page = R"({"anyOf": [)" + list + R"(, {"type": "object", "properties": {"items": )" +
                      list + R"(, "total": {"type": "integer"}}}]})";
    EXPECT_EQ(
        aliased(page, R"({"total":1,"items":[{"name":"a"}],"more":{"deep":[1,[2]]}})"),
        R"({"total":1,"items":[{"name":"a","title":"a"}],"more":{"deep":[1,[2]]}})"
    );
    EXPECT_EQ(aliased(page, R"([{"name":"a"}])"), R"([{"name":"a","title":"a"}])");
}

TEST_F(AliasWriter, LeavesAbsentAndNullMembersAsTheyAre) {
    EXPECT_EQ(aliased(item, R"({"id":1})"), R"({"id":1})");
    EXPECT_EQ(
        aliased(item, R"({"priceSettings":null,"name":"x"})"),
        R"({"priceSettings":null,"name":"x","title":"x"})"
    );
    constexpr std::string_view current = R"({"$ref": "#/components/schemas/CurrentQuestView"})";
    EXPECT_EQ(
        aliased(current, R"({"questId":2,"mentorPreference":null})"),
        R"({"questId":2,"quest_id":2,"mentorPreference":null,"mentorPreferences":""})"
    );
    EXPECT_EQ(
        aliased(current, R"({"mentorPreference":"no_mentor"})"),
        R"({"mentorPreference":"no_mentor","mentorPreferences":"no_mentor"})"
    );
}

TEST_F(AliasWriter, AddsWhatIsMadeOfTheWholeObject) {
    plans.add_more(
        "AuthorView",
        [](std::string& out, contract::Json const& author, http::Request const& seen) {
            out += R"(,"twice":)";
            contract::write_integer(out, *author.find("id")->integer() * 2);
            out += R"(,"path":")" + seen.path + "\"";
        }
    );
    request.path = "/here";
    EXPECT_EQ(
        aliased(R"({"$ref": "#/components/schemas/AuthorView"})", R"({"id":21})"),
        R"({"id":21,"twice":42,"path":"/here"})"
    );
}

TEST_F(AliasWriter, HasNoPlanWhereNothingChanges) {
    EXPECT_EQ(aliased(R"({"$ref": "#/components/schemas/AuthorView"})", "{}"), "no plan");
    EXPECT_EQ(aliased(R"({"type": "object"})", "{}"), "no plan");
}

TEST_F(AliasWriter, RefusesARuleThatItsShapeHasOutgrown) {
    EXPECT_THROW(
        (void)aliased(R"({"$ref": "#/components/schemas/TokensView"})", "{}"), std::logic_error
    ) << "tokenType is gone";
    auto& properties = shapes["TokensView"].as_object()["properties"].as_object();
    properties["tokenType"] = boost::json::object{};
    properties["token_type"] = boost::json::object{};
    AliasPlans taken(shapes);
    EXPECT_THROW(
        (void)taken.plan_of(boost::json::parse(R"({"$ref": "#/components/schemas/TokensView"})")),
        std::logic_error
    ) << "token_type is there already";
}

TEST_F(AliasWriter, StopsAtWhatIsNoJson) {
    EXPECT_THROW((void)aliased(item, R"({"name":"a)"), std::logic_error);
    EXPECT_THROW((void)aliased(item, R"({"mainPreferences":{"a":[)"), std::logic_error);
}

} // namespace
} // namespace qc::compat

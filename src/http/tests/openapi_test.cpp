// SPDX-License-Identifier: Apache-2.0
#include "contract/schema_check.hpp"
#include "http/endpoint.hpp"
#include "http/errors.hpp"
#include "http/openapi.hpp"
#include "http/pretty_json.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace qc::http {
namespace {

namespace json = boost::json;
using access::Permission;

struct ItemPath {
    QuestId id;
};
BOOST_DESCRIBE_STRUCT(ItemPath, (), (id))

struct ItemQuery {
    std::optional<std::int32_t> page_size;
};
BOOST_DESCRIBE_STRUCT(ItemQuery, (), (page_size))

struct ItemBody {
    std::string display_name;
};
BOOST_DESCRIBE_STRUCT(ItemBody, (), (display_name))

struct ItemView {
    QuestId id;
    double rating;
};
BOOST_DESCRIBE_STRUCT(ItemView, (), (id, rating))

constexpr ErrorCode item_not_found{ErrorKind::not_found, "ITEM_NOT_FOUND", "Item not found."};

Route list_items() {
    RouteSpec spec{
        .path = "/api/v1/items", .summary = "List items", .tag = "items", .access = anyone()
    };
    return plain_route<Page<ItemView>, None, ItemQuery>(std::move(spec), nullptr);
}

Route change_item() {
    RouteSpec spec{
        .method = Method::post,
        .path = "/api/v1/items/{id}/change-it",
        .summary = "Change an item",
        .tag = "items",
        .access = may_any({Permission::create_quests, Permission::edit_quests}).where("own items"),
        .errors = {&item_not_found},
        .idempotent = true,
        .body_kind = BodyKind::json_or_form
    };
    return write_route<ItemView, ItemPath, None, ItemBody>(std::move(spec), nullptr);
}

Route delete_item() {
    RouteSpec spec{
        .method = Method::delete_,
        .path = "/api/v1/items/{id}",
        .summary = "Delete an item",
        .tag = "admin",
        .access = signed_in(),
        .success = 204
    };
    return write_route<Nothing, ItemPath>(std::move(spec), nullptr);
}

Route upload() {
    RouteSpec spec{
        .method = Method::post,
        .path = "/api/v1/files",
        .summary = "Upload a file",
        .tag = "files",
        .access = verified(),
        .body_kind = BodyKind::multipart
    };
    return plain_route<ItemView>(std::move(spec), nullptr);
}

Route file() {
    RouteSpec spec{
        .path = "/files/{key...}",
        .summary = "Read a file",
        .tag = "files",
        .access = anyone(),
        .rate = RateClass::unlimited,
        .reads_token = true
    };
    auto route = plain_route<Nothing>(std::move(spec), nullptr);
    route.produces = "application/octet-stream";
    return route;
}

Route events() {
    RouteSpec spec{
        .path = "/events",
        .summary = "Follow events",
        .tag = "files",
        .access = may(Permission::send_messages),
        .takes_ticket = true
    };
    return plain_route<Nothing>(std::move(spec), nullptr);
}

Route alias() {
    auto route = list_items();
    route.spec.path = "/api/v1.0/items";
    route.spec.hidden = true;
    return route;
}

Routes all_routes() {
    Routes routes;
    for (auto* make : {&list_items, &change_item, &delete_item, &upload, &file, &events, &alias})
        routes.push_back(make());
    return routes;
}

class OpenApiTest : public ::testing::Test {
protected:
    json::value const& at(std::string_view pointer) const { return document.at_pointer(pointer); }

    std::string text = openapi_document(all_routes(), "1.2.3");
    json::value document = json::parse(text);
};

TEST_F(OpenApiTest, DescribesItself) {
    EXPECT_EQ(at("/openapi"), "3.1.0");
    EXPECT_EQ(at("/info/version"), "1.2.3");
    EXPECT_EQ(at("/tags").as_array().size(), 3U);
    EXPECT_EQ(at("/tags/0/name"), "admin");
}

TEST_F(OpenApiTest, IsTheSameForAnyOrderOfRoutes) {
    auto reversed = all_routes();
    std::ranges::reverse(reversed);
    EXPECT_EQ(openapi_document(reversed, "1.2.3"), text);
}

TEST_F(OpenApiTest, LeavesOutHiddenRoutes) {
    EXPECT_EQ(at("/paths").as_object().size(), 6U);
    EXPECT_FALSE(at("/paths").as_object().contains("/api/v1.0/items"));
}

TEST_F(OpenApiTest, OperationsHaveNamesOfTheirOwn) {
    EXPECT_EQ(at("/paths/~1api~1v1~1items/get/operationId"), "getItems");
    auto const changed = "/paths/~1api~1v1~1items~1{id}~1change-it/post/operationId";
    EXPECT_EQ(at(changed), "postItemsByIdChangeIt");
    auto routes = all_routes();
    routes.push_back(change_item());
    routes.back().spec.path = "/api/v1/items/{id}/change_it";
    EXPECT_THROW(static_cast<void>(openapi_document(routes, "1")), std::logic_error);
}

TEST_F(OpenApiTest, ListsParameters) {
    auto const& query = at("/paths/~1api~1v1~1items/get/parameters/0").as_object();
    EXPECT_EQ(query.at("name"), "pageSize");
    EXPECT_EQ(query.at("in"), "query");
    EXPECT_FALSE(query.contains("required"));
    auto const& parameters =
        at("/paths/~1api~1v1~1items~1{id}~1change-it/post/parameters").as_array();
    ASSERT_EQ(parameters.size(), 2U);
    EXPECT_EQ(parameters[0].at("in"), "path");
    EXPECT_EQ(parameters[0].at("required"), true);
    EXPECT_EQ(parameters[1].at("name"), "Idempotency-Key");
    EXPECT_EQ(at("/paths/~1files~1{key}/get/parameters/0/name"), "key");
}

TEST_F(OpenApiTest, BodiesComeInTheFormsOfTheRoute) {
    auto const& content =
        at("/paths/~1api~1v1~1items~1{id}~1change-it/post/requestBody/content").as_object();
    EXPECT_EQ(content.size(), 3U);
    EXPECT_TRUE(content.contains("application/x-www-form-urlencoded"));
    auto const& uploaded = at("/paths/~1api~1v1~1files/post/requestBody/content").as_object();
    EXPECT_EQ(uploaded.size(), 1U);
    EXPECT_TRUE(uploaded.contains("multipart/form-data"));
    EXPECT_FALSE(at("/paths/~1api~1v1~1items~1{id}/delete").as_object().contains("requestBody"));
}

TEST_F(OpenApiTest, RefusalsAreGroupedByStatusWithTheirCodes) {
    auto const& responses =
        at("/paths/~1api~1v1~1items~1{id}~1change-it/post/responses").as_object();
    for (auto const* status :
         {"200", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503"})
        EXPECT_TRUE(responses.contains(status)) << status;
    EXPECT_EQ(responses.at("403").at("description"), "INACTIVE_USER, PERMISSION_DENIED");
    EXPECT_EQ(responses.at("404").at("description"), "ITEM_NOT_FOUND");
    EXPECT_EQ(responses.at("422").at("description"), "IDEMPOTENCY_KEY_REUSED, VALIDATION_ERROR");
    auto const& open = at("/paths/~1files~1{key}/get/responses").as_object();
    EXPECT_FALSE(open.contains("401"));
    EXPECT_FALSE(open.contains("422"));
    EXPECT_FALSE(open.contains("429"));
    EXPECT_TRUE(open.at("200").at("content").as_object().contains("application/octet-stream"));
    auto const& gone = at("/paths/~1api~1v1~1items~1{id}/delete/responses/204").as_object();
    EXPECT_FALSE(gone.contains("content"));
}

TEST_F(OpenApiTest, SaysWhoMayCall) {
    auto const& changed = at("/paths/~1api~1v1~1items~1{id}~1change-it/post").as_object();
    EXPECT_EQ(changed.at("x-access"), "create_quests or edit_quests");
    EXPECT_EQ(changed.at("x-ownership"), "own items");
    EXPECT_EQ(changed.at("security").as_array().size(), 1U);
    EXPECT_TRUE(at("/paths/~1api~1v1~1items/get/security").as_array().empty());
    EXPECT_EQ(at("/paths/~1files~1{key}/get/security").as_array().size(), 2U);
    EXPECT_TRUE(at("/paths/~1events/get/security/1").as_object().contains("ticket"));
    EXPECT_EQ(at("/components/securitySchemes/ticket/in"), "query");
}

TEST_F(OpenApiTest, AnswersCanBeHeldAgainstIt) {
    contract::SchemaCheck const check(document);
    auto const path = "/api/v1/items/{id}/change-it";
    auto const view = json::parse(R"({"id":7,"rating":4.5})");
    EXPECT_TRUE(check.answer_differences("POST", path, 200, view).empty());
    Request request;
    request.path = "/api/v1/items/9/change-it";
    request.correlation_id = "req_1";
    auto const refused = json::parse(problem(item_not_found, request).body);
    EXPECT_TRUE(check.answer_differences("POST", path, 404, refused).empty());
    auto const other = json::parse(problem(not_found, request).body);
    EXPECT_FALSE(check.answer_differences("POST", path, 404, other).empty());
}

TEST_F(OpenApiTest, EveryReferenceLeadsSomewhere) {
    std::string_view rest = text;
    constexpr std::string_view mark = "\"$ref\": \"#";
    std::size_t count = 0;
    for (auto found = rest.find(mark); found != std::string_view::npos; found = rest.find(mark)) {
        rest.remove_prefix(found + mark.size());
        EXPECT_NO_THROW(static_cast<void>(document.at_pointer(rest.substr(0, rest.find('"')))));
        ++count;
    }
    EXPECT_GT(count, 10U);
}

TEST(PermissionsDocument, ListsRoutesByPath) {
    EXPECT_EQ(
        permissions_document(all_routes()),
        "# Permissions of the routes\n\n"
        "Generated from the route table; do not edit. Callers are verified and active; a MANAGER "
        "with a flag has the rights of both columns.\n\n"
        "| Route | Needs | USER | USER + canEditQuests | USER + canLockUsers | MANAGER | ADMIN "
        "| Ownership and field rules |\n|---|---|---|---|---|---|---|---|\n"
        "| POST /api/v1/files | signed in with a verified address "
        "| yes | yes | yes | yes | yes |  |\n"
        "| GET /api/v1/items | anyone | yes | yes | yes | yes | yes |  |\n"
        "| DELETE /api/v1/items/{id} | signed in | yes | yes | yes | yes | yes |  |\n"
        "| POST /api/v1/items/{id}/change-it | create_quests or edit_quests "
        "| - | yes | - | yes | yes | own items |\n"
        "| GET /events | send_messages | yes | yes | yes | yes | yes |  |\n"
        "| GET /files/{key...} | anyone | yes | yes | yes | yes | yes |  |\n"
    );
}

TEST(PrettyJson, PutsOneMemberALine) {
    auto const value = json::parse(R"({"a":[1,2.5,{"b":"ж\n"}],"c":{},"d":[],"e":null})");
    EXPECT_EQ(
        pretty_json(value),
        "{\n  \"a\": [\n    1,\n    2.5,\n    {\n      \"b\": \"ж\\n\"\n    }\n  ],\n"
        "  \"c\": {},\n  \"d\": [],\n  \"e\": null\n}\n"
    );
}

} // namespace
} // namespace qc::http

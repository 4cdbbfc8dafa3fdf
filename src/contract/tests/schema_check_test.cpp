// SPDX-License-Identifier: Apache-2.0
#include "contract/schema_check.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace {

using boost::json::parse;
using qc::contract::SchemaCheck;

boost::json::value const document = parse(R"({
  "paths": {"/quests/{id}": {"get": {"responses": {
    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Quest"}}}},
    "204": {"description": "no body"},
    "203": {"content": {"application/json": {}}}}}}},
  "components": {"schemas": {"Quest": {
    "type": "object", "required": ["id", "name"],
    "properties": {
      "id": {"type": "integer", "minimum": 1, "maximum": 9},
      "name": {"type": "string", "minLength": 1, "maxLength": 3, "pattern": "^[a-zé]+$"},
      "rating": {"type": "number", "format": "double"},
      "owner": {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]},
      "at": {"type": "string", "format": "date-time"},
      "level": {"type": ["string", "null"], "enum": ["Easy", null]},
      "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
      "kind": {"const": "quest"},
      "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
      "open": {"type": "object", "properties": {}, "additionalProperties": true},
      "both": {"allOf": [{"type": "integer"}, {"minimum": 5}]},
      "one": {"oneOf": [{"type": "boolean"}, {"type": "integer"}]},
      "any": {}, "lost": {"$ref": "#/components/schemas/Lost"}, "far": {"$ref": "x.json"}
    }}}}})");

/// The differences of {"id":1,"name":"a", <rest>} in one line.
std::string differences(std::string const& rest) {
    auto const body = parse(R"({"id":1,"name":"a")" + rest + "}");
    std::string out;
    for (auto const& line :
         SchemaCheck(document).answer_differences("GET", "/quests/{id}", 200, body)) {
        out += (out.empty() ? "" : "|") + line;
    }
    return out;
}

TEST(SchemaCheck, AcceptsWhatConforms) {
    EXPECT_EQ(differences(""), "");
    EXPECT_EQ(
        differences(R"(,"rating":5.0,"owner":null,"at":"2026-01-31T09:15:00.123456Z",)"
                    R"("level":null,"tags":["x"],"kind":"quest","counts":{"a":1},"open":{"x":1},)"
                    R"("both":5,"one":true,"any":[{}])"),
        ""
    );
    EXPECT_EQ(differences(R"(,"owner":"0123abcd-0000-4000-8000-00000000000f")"), "");
}

TEST(SchemaCheck, ReportsUnknownKeysAndWrongTypes) {
    EXPECT_EQ(differences(R"(,"extra":1)"), "/extra: is a key that the schema does not name");
    EXPECT_EQ(differences(R"(,"tags":"x")"), R"(/tags: "x" is not of type "array")");
    EXPECT_EQ(differences(R"(,"tags":[1])"), R"(/tags/0: 1 is not of type "string")");
    EXPECT_EQ(differences(R"(,"counts":{"a":1.0})"), R"(/counts/a: 1E0 is not of type "integer")");
    EXPECT_EQ(differences(R"(,"level":3)").find("/level: 3 is not in the enum"), 0U);
}

TEST(SchemaCheck, ReportsADoubleWithoutDecimalPoint) {
    EXPECT_EQ(differences(R"(,"rating":5)"), "/rating: a double is written with a decimal point");
}

TEST(SchemaCheck, ReportsFormatsSizesAndConstants) {
    EXPECT_EQ(differences(R"(,"at":"2026-01-31T09:15:00Z")"), "/at: is no date-time");
    EXPECT_EQ(differences(R"(,"tags":[])"), "/tags: is less than minItems");
    EXPECT_EQ(differences(R"(,"tags":["a","b","c"])"), "/tags: is more than maxItems");
    EXPECT_EQ(differences(R"(,"kind":"run")"), R"(/kind: should be "quest")");
    EXPECT_EQ(differences(R"(,"both":4)"), "/both: is below the minimum");
    EXPECT_EQ(
        differences(R"(,"owner":"x")"),
        "/owner: matches no alternative; the closest one differs in:|/owner: is no uuid"
    );
    EXPECT_NE(differences(R"(,"one":"x")"), "");
}

TEST(SchemaCheck, ReportsMissingKeysAndRanges) {
    SchemaCheck const check(document);
    auto const at = [&](char const* body) {
        return check.answer_differences("get", "/quests/{id}", 200, parse(body));
    };
    EXPECT_EQ(at(R"({"id":10,"name":"A"})").size(), 2U);
    EXPECT_EQ(at(R"({"id":0,"name":"abcd"})").size(), 2U);
    EXPECT_EQ(at(R"({"id":1})"), std::vector<std::string>{"/: misses the key name"});
    EXPECT_EQ(at("[]").size(), 1U);
}

TEST(SchemaCheck, ReportsReferencesThatLeadNowhere) {
    EXPECT_EQ(differences(R"(,"lost":1)"), "/lost: dangling $ref #/components/schemas/Lost");
    EXPECT_EQ(differences(R"(,"far":1)"), "/far: foreign $ref");
}

TEST(SchemaCheck, ReportsAnswersThatTheDocumentDoesNotPromise) {
    SchemaCheck const check(document);
    EXPECT_EQ(check.answer_differences("POST", "/quests/{id}", 200, nullptr).size(), 1U);
    EXPECT_EQ(check.answer_differences("GET", "/quests/{id}", 500, nullptr).size(), 1U);
    EXPECT_EQ(check.answer_differences("GET", "/quests/{id}", 204, nullptr).size(), 1U);
    EXPECT_TRUE(check.answer_differences("GET", "/quests/{id}", 203, nullptr).empty());
}

} // namespace

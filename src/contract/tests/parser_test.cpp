// SPDX-License-Identifier: Apache-2.0
#include "contract/json.hpp"
#include "contract/tests/faults.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

using qc::contract::Json;
using qc::contract::parse_body;
using qc::contract::parse_json;
using qc::contract::Problems;
using qc::contract::tests::faults;

std::string faults_of(std::string_view bytes) {
    return faults(parse_body(bytes));
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
        out += text;
    return out;
}

std::string list_of(std::size_t elements) {
    return elements == 0 ? "[]" : "[" + repeated("0,", elements - 1) + "0]";
}

Json tree_of(std::string_view bytes) {
    auto tree = parse_body(bytes);
    EXPECT_TRUE(tree) << faults(tree);
    return tree ? *std::move(tree) : Json();
}

TEST(ParseBody, NoBytesCountAsAnEmptyObjectButBlanksDoNot) {
    EXPECT_TRUE(tree_of("").object()->empty());
    EXPECT_EQ(faults_of(" "), "body.1 json_invalid");
    Problems problems;
    EXPECT_FALSE(parse_json("", problems));
}

TEST(ParseBody, KeepsTheOrderOfKeysAndTheKindOfValues) {
    auto const tree = tree_of(R"({"z":null,"a":true,"m":-3,"r":2.5,"t":"x","l":[1],"o":{}})");
    ASSERT_EQ(tree.object()->size(), 7U);
    EXPECT_EQ(tree.object()->front().key, "z");
    EXPECT_TRUE(tree.find("z")->is_null());
    EXPECT_TRUE(*tree.find("a")->boolean());
    EXPECT_EQ(*tree.find("m")->integer(), -3);
    EXPECT_EQ(*tree.find("r")->real(), 2.5);
    EXPECT_EQ(*tree.find("t")->text(), "x");
    EXPECT_EQ(tree.find("t")->loose(), nullptr);
    EXPECT_EQ(tree.find("l")->list()->size(), 1U);
    EXPECT_TRUE(tree.find("o")->object()->empty());
    EXPECT_EQ(tree.find("absent"), nullptr);
    EXPECT_EQ(tree.find("l")->find("x"), nullptr);
}

TEST(ParseBody, ReportsTheOffsetOfMalformedJson) {
    EXPECT_EQ(faults_of("{"), "body.1 json_invalid");
    EXPECT_EQ(faults_of(R"({"a":tru})"), "body.5 json_invalid");
    EXPECT_EQ(faults_of("{} {}"), "body.3 json_invalid");
    EXPECT_EQ(faults_of("\xEF\xBB\xBF{}"), "body.0 json_invalid");
    auto const refused = parse_body("{]");
    EXPECT_EQ(refused.error().problems[0].message, "JSON decode error");
}

TEST(ParseBody, RefusesADuplicateKeyAtItsPlace) {
    auto const refused = parse_body(R"({"a":[0,{"b":1,"c":2,"b":3}],"a":4})");
    EXPECT_EQ(faults(refused), "body.a.1.b value_error|body.a value_error");
    EXPECT_EQ(refused.error().problems[0].message, "Value error, Duplicate key");
}

TEST(ParseBody, ComparesKeysAfterUnescaping) {
    EXPECT_EQ(faults_of(R"({"a":1,"\u0061":2})"), "body.a value_error");
    EXPECT_EQ(faults_of(R"({"a":1,"A":2,"":3})"), "");
}

TEST(ParseBody, ReportsEachRepetitionInInputOrder) {
    EXPECT_EQ(
        faults_of(R"({"b":1,"a":1,"a":2,"b":2,"a":3})"),
        "body.a value_error|body.b value_error|body.a value_error"
    );
}

TEST(ParseBody, RefusesNulAndInvalidUtf8InTextAndKeys) {
    EXPECT_EQ(faults_of(R"({"a":"x\u0000"})"), "body.a value_error");
    EXPECT_EQ(faults_of(R"({"a\u0000":1})"), std::string("body.a\0 value_error", 19));
    EXPECT_EQ(faults_of("{\"a\":[\"ok\",\"\xFF\"]}"), "body.a.1 value_error");
    EXPECT_EQ(faults_of("{\"a\":\"\xED\xA0\x80\"}"), "body.a value_error");
    EXPECT_EQ(faults_of("{\"a\":\"\xC0\xAF\"}"), "body.a value_error");
    EXPECT_EQ(faults_of("{\"k\xFF\":1}"), "body.k\xEF\xBF\xBD value_error");
}

TEST(ParseBody, RefusesLoneSurrogatesAndTakesPairs) {
    EXPECT_NE(faults_of(R"({"a":"\ud800"})"), "");
    EXPECT_NE(faults_of(R"({"a":"\udc00x"})"), "");
    EXPECT_EQ(*tree_of(R"({"a":"\ud83d\ude00"})").find("a")->text(), "😀");
}

TEST(ParseBody, RefusesNumbersOutOfRange) {
    EXPECT_EQ(faults_of(R"({"a":1e999,"b":-1e309})"), "body.a value_error|body.b value_error");
    EXPECT_EQ(faults_of(R"({"a":[1,1e99999999999]})"), "body.a.1 value_error");
    EXPECT_EQ(faults_of(R"({"a":NaN})"), "body.5 json_invalid");
}

TEST(ParseBody, ReadsNumbersExactly) {
    auto const tree =
        tree_of(R"([0.1,1e2,-0,-0.0,1e-400,9223372036854775807,9223372036854775808,)"
                R"(179769313486231570000000000000000000000,2.2250738585072011e-308,5e-324])");
    auto const& list = *tree.list();
    EXPECT_EQ(*list[0].real(), 0.1);
    EXPECT_EQ(*list[1].real(), 100.0);
    EXPECT_EQ(*list[2].integer(), 0);
    EXPECT_TRUE(std::signbit(*list[3].real()));
    EXPECT_EQ(*list[4].real(), 0.0);
    EXPECT_EQ(*list[5].integer(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(*list[6].real(), 9223372036854775808.0);
    EXPECT_EQ(*list[7].real(), 179769313486231570000000000000000000000.0);
    EXPECT_EQ(*list[8].real(), 2.2250738585072011e-308);
    EXPECT_EQ(*list[9].real(), 5e-324);
}

TEST(ParseBody, NestsThirtyTwoDeepAndNoDeeper) {
    EXPECT_EQ(faults_of(repeated("[", 32) + repeated("]", 32)), "");
    EXPECT_EQ(faults_of(repeated("[", 33) + repeated("]", 33)), "body.32 json_invalid");
    EXPECT_EQ(
        faults_of(repeated(R"({"a":)", 33) + "1" + repeated("}", 33)), "body.160 json_invalid"
    );
}

TEST(ParseBody, LimitsListsToAThousandElementsUnlessTold) {
    EXPECT_EQ(faults_of(list_of(1'000)), "");
    auto const refused = parse_body(R"({"a":[1,)" + list_of(1'001) + "]}");
    EXPECT_EQ(faults(refused), "body.a.1 too_long");
    EXPECT_EQ(refused.error().problems[0].message, "List should have at most 1000 items");
    EXPECT_TRUE(parse_body(list_of(2'000), {.list_elements = 2'000}));
    EXPECT_EQ(
        faults(parse_body(list_of(3), {.list_elements = 2, .root = "frame"})), "frame too_long"
    );
}

TEST(ParseBody, BoundsTheNumberOfValues) {
    auto const row = list_of(1'000);
    auto const bytes = "[" + repeated(row + ",", 399) + row + "]";
    EXPECT_EQ(faults_of(bytes).find("json_invalid"), std::string::npos);
    EXPECT_NE(faults_of(bytes), "");
}

TEST(ParseBody, KeepsAtMostFiftyProblems) {
    std::string bytes = "[0";
    for (int i = 0; i < 300; ++i)
        bytes += R"(,"\u0000")";
    auto const refused = parse_body(bytes + "]");
    EXPECT_EQ(refused.error().problems.size(), 50U);
    EXPECT_EQ(std::get<std::int64_t>(refused.error().problems[0].where[1]), 1);
}

TEST(Problems, SortBySourceAndThenByPosition) {
    Problems problems;
    problems.add({{std::string("path")}, "", "late"});
    problems.add({{std::string("path")}, "", "early"}, 1);
    problems.next_source();
    problems.add({{std::string("body")}, "", "body"}, 0);
    EXPECT_EQ(faults(problems.list()), "path early|path late|body body");
    EXPECT_EQ(problems.count(), 3U);
    EXPECT_EQ(problems.error().code, &qc::validation_error);
}

} // namespace

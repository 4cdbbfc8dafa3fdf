// SPDX-License-Identifier: Apache-2.0
#include "jwt/flat_json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace qc::jwt {
namespace {

TEST(FlatJson, ReadsTextsAndIntegers) {
    auto const object = parse_flat_object(
        R"( {"a":"x\u00e9\n","b":-5,"c":9223372036854775807,"d":1.0,"e":null,"f":true,
            "g":9223372036854775808,"h":1e3,"\u006b":""} )"
    );
    ASSERT_TRUE(object);
    EXPECT_EQ(*member<std::string>(*object, "a"), "x\u00e9\n");
    EXPECT_EQ(*member<std::int64_t>(*object, "b"), -5);
    EXPECT_EQ(*member<std::int64_t>(*object, "c"), INT64_MAX);
    for (auto const* const name : {"d", "e", "f", "g", "h"}) {
        EXPECT_EQ(member<std::int64_t>(*object, name), nullptr) << name;
        EXPECT_NE(member<std::monostate>(*object, name), nullptr) << name;
    }
    EXPECT_EQ(*member<std::string>(*object, "k"), "");
    EXPECT_EQ(member<std::string>(*object, "z"), nullptr);
}

TEST(FlatJson, ReadsAnEmptyObject) {
    auto const object = parse_flat_object("{}");
    ASSERT_TRUE(object);
    EXPECT_TRUE(object->empty());
}

TEST(FlatJson, ReadsLongAndEscapedTextsWhole) {
    auto const object = parse_flat_object(R"({"long":")" + std::string(3000, 'x') + R"(\ty"})");
    ASSERT_TRUE(object);
    EXPECT_EQ(*member<std::string>(*object, "long"), std::string(3000, 'x') + "\ty");
}

TEST(FlatJson, RefusesEqualKeysHoweverSpelled) {
    EXPECT_FALSE(parse_flat_object(R"({"a":1,"a":1})"));
    EXPECT_FALSE(parse_flat_object(R"({"a":1,"b":2,"\u0061":"x"})"));
    EXPECT_FALSE(parse_flat_object(R"({"a":null,"a":null})"));
}

TEST(FlatJson, RefusesEverythingElse) {
    for (std::string_view const text :
         {"",
          " ",
          "[]",
          "1",
          "18446744073709551615",
          "1.5",
          "true",
          "null",
          "\"text\"",
          R"({"a":{}})",
          R"({"a":[]})",
          R"([{"a":1}])",
          R"({"a":1)",
          R"({"a":1,})",
          R"({a:1})",
          R"({'a':1})",
          R"({"a":1}{})",
          R"({"a":1} x)",
          R"({"a":01})",
          R"({"a":NaN})",
          "{\"a\":\"\xff\"}",
          "{\"a\":\"\n\"}",
          R"({"a":1}//)",
          "\xef\xbb\xbf{}",
          R"({"a":"\ud800"})"})
        EXPECT_FALSE(parse_flat_object(text)) << text;
}

TEST(FlatJson, BoundsItsInput) {
    std::string many = "{";
    for (int i = 0; i < 100; ++i)
        many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":1";
    EXPECT_FALSE(parse_flat_object(many + "}"));
    EXPECT_FALSE(parse_flat_object("{\"" + std::string(300, 'k') + "\":1}"));
    EXPECT_FALSE(parse_flat_object("{\"k\":\"" + std::string(5000, 'v') + "\"}"));
}

} // namespace
} // namespace qc::jwt

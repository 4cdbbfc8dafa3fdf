// SPDX-License-Identifier: Apache-2.0
#include "contract/encode.hpp"

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <random>

namespace {

using qc::contract::Omissible;
using qc::contract::to_json;

enum class Status { draft, published };

struct Named {
    std::int32_t id = 0;
    std::string name;
};

BOOST_DESCRIBE_STRUCT(Named, (), (id, name))

struct View : Named {
    std::optional<std::string> avatar_url;
    Omissible<std::int32_t> review_id;
    double rating = 5;
    std::vector<Named> items;
    Status status = Status::draft;
    bool class_ = false;
};

BOOST_DESCRIBE_STRUCT(View, (Named), (avatar_url, review_id, rating, items, status, class_))

struct Health {
    std::string service_name;
    double last_check = 0;
};

BOOST_DESCRIBE_STRUCT(Health, (), (service_name, last_check))

struct Odd {
    Omissible<std::string> first;
    std::string second;
};

BOOST_DESCRIBE_STRUCT(Odd, (), (first, second))

struct Empty {};

BOOST_DESCRIBE_STRUCT(Empty, (), ())

} // namespace

namespace qc::contract {

template <>
struct EnumNames<Status> {
    static constexpr std::array value{
        std::pair{Status::draft, std::string_view("draft")},
    };
};

template <>
inline constexpr bool keeps_snake_case<Health> = true;

template <>
struct WireNames<Odd> {
    static constexpr std::array value{WireName{"second", "@second"}};
};

} // namespace qc::contract

namespace {

TEST(Encode, WritesMembersInOrderWithBasesFirst) {
    View view;
    view.id = 7;
    view.name = "n";
    view.items = {{1, "a"}, {2, "b"}};
    EXPECT_EQ(
        to_json(view),
        R"({"id":7,"name":"n","avatarUrl":null,"rating":5.0,"items":[{"id":1,"name":"a"},)"
        R"({"id":2,"name":"b"}],"status":"draft","class":false})"
    );
    view.review_id = 3;
    view.avatar_url = "u";
    EXPECT_NE(to_json(view).find(R"("avatarUrl":"u","reviewId":3,)"), std::string::npos);
}

TEST(Encode, RenamesAndKeepsSnakeCaseWhereAsked) {
    EXPECT_EQ(to_json(Health{"db", 1.25}), R"({"service_name":"db","last_check":1.25})");
    EXPECT_EQ(to_json(Odd{{}, "x"}), R"({"@second":"x"})");
    EXPECT_EQ(to_json(Odd{"y", "x"}), R"({"first":"y","@second":"x"})");
    EXPECT_EQ(to_json(Empty{}), "{}");
}

TEST(Encode, EscapesOnlyWhatJsonDemands) {
    EXPECT_EQ(
        to_json(std::string("\"\\/\b\f\n\r\t\x01\x1F\x7F é \xE2\x80\xA8 😀")),
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7F é \xE2\x80\xA8 😀\""
    );
}

TEST(Encode, WritesScalarsOfTheContract) {
    using std::chrono::microseconds;
    EXPECT_EQ(to_json(qc::Instant(microseconds(1'500'000))), R"("1970-01-01T00:00:01.500000Z")");
    EXPECT_EQ(
        to_json(*qc::Uuid::parse("0123ABCD-0000-4000-8000-00000000000F")),
        R"("0123abcd-0000-4000-8000-00000000000f")"
    );
    EXPECT_EQ(to_json(qc::QuestId{12}), "12");
    EXPECT_EQ(to_json(qc::EntryId{std::int64_t{1} << 53}), "9007199254740992");
    EXPECT_EQ(to_json(qc::UserId{}), R"("00000000-0000-0000-0000-000000000000")");
    EXPECT_EQ(to_json(qc::contract::TextId<qc::QuestId>{{5}}), R"("5")");
    EXPECT_EQ(to_json(true), "true");
    EXPECT_EQ(to_json(nullptr), "null");
    EXPECT_EQ(to_json(std::monostate{}), "null");
    EXPECT_EQ(to_json(qc::nothing), "{}");
    EXPECT_EQ(to_json(std::int64_t{-9223372036854775807}), "-9223372036854775807");
    EXPECT_EQ(to_json(qc::contract::RawJson{"[1]"}), "[1]");
    EXPECT_EQ(
        to_json(std::map<std::string, bool>{{"b", true}, {"a\"", false}}),
        R"({"a\"":false,"b":true})"
    );
    EXPECT_EQ(to_json(std::variant<Empty, std::string>("x")), R"("x")");
    EXPECT_EQ(to_json(std::vector<std::vector<std::string>>{{}, {"["}}), R"([[],["["]])");
}

TEST(Encode, WritesPages) {
    EXPECT_EQ(
        to_json(qc::Page<Named>{{{1, "a"}}, 101, 2, 50}),
        R"({"items":[{"id":1,"name":"a"}],"total":101,"page":2,"size":50,"pages":3})"
    );
    EXPECT_EQ(to_json(qc::Page<Named>{}), R"({"items":[],"total":0,"page":1,"size":50,"pages":0})");
}

TEST(Encode, WritesJsonTreesBack) {
    qc::contract::Problems problems;
    std::string const text = R"({"b":[1,-2.5,"x\n",true,null,{}],"a":{"c":[]}})";
    auto const tree = qc::contract::parse_json(text, problems);
    ASSERT_TRUE(tree);
    EXPECT_EQ(to_json(*tree), text);
}

TEST(Encode, RefusesAnEnumeratorWithoutWireName) {
    EXPECT_THROW((void)to_json(Status::published), std::logic_error);
}

TEST(EncodeDouble, AlwaysHasADecimalPointAndNeverAnExponent) {
    EXPECT_EQ(to_json(5.0), "5.0");
    EXPECT_EQ(to_json(-0.0), "-0.0");
    EXPECT_EQ(to_json(0.1), "0.1");
    EXPECT_EQ(to_json(1e21), "1000000000000000000000.0");
    EXPECT_EQ(to_json(1e-7), "0.0000001");
    EXPECT_EQ(to_json(-33.123456), "-33.123456");
    EXPECT_THROW((void)to_json(std::nan("")), std::logic_error);
    EXPECT_THROW((void)to_json(HUGE_VAL), std::logic_error);
}

TEST(EncodeDouble, ReadsBackEqualForAnyBits) {
    std::mt19937_64 bits(42); // NOLINT: the same numbers in every run
    for (int i = 0; i < 20'000; ++i) {
        auto const pattern = bits();
        double number = 0;
        std::memcpy(&number, &pattern, sizeof number);
        if (!std::isfinite(number)) continue;
        auto const text = to_json(number);
        ASSERT_NE(text.find('.'), std::string::npos) << text;
        ASSERT_EQ(text.find_first_of("eE"), std::string::npos) << text;
        double read = 0;
        std::from_chars(text.data(), text.data() + text.size(), read);
        ASSERT_EQ(read, number) << text;
        qc::contract::Problems problems;
        auto const tree = qc::contract::parse_json(text, problems);
        ASSERT_TRUE(tree && tree->real()) << text;
        ASSERT_EQ(*tree->real(), number) << text;
    }
}

} // namespace

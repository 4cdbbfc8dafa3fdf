// SPDX-License-Identifier: Apache-2.0
#include "contract/decode.hpp"
#include "contract/tests/faults.hpp"

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

namespace {

enum class Level { easy, hard };
enum class Group { alone = 1, two = 2 };

struct Base {
    std::string quest_name;
};

BOOST_DESCRIBE_STRUCT(Base, (), (quest_name))

struct Point {
    qc::contract::Text<1, 5> name_of_location;
    std::int32_t place_id = 0;
};

BOOST_DESCRIBE_STRUCT(Point, (), (name_of_location, place_id))

struct Body : Base {
    Level mileage{};
    std::vector<Point> points;
    std::optional<double> height;
    qc::contract::Patch<std::string> image;
    qc::contract::Defaulted<bool, true> keep_current;
    qc::contract::IntEnum<Group> group{};
};

BOOST_DESCRIBE_STRUCT(Body, (Base), (mileage, points, height, image, keep_current, group))

/// A value object without an empty state.
class Even {
public:
    static std::optional<Even> of(std::int64_t number) {
        if (number % 2 != 0) return std::nullopt;
        return Even(number);
    }

    [[nodiscard]] std::int64_t number() const { return number_; }

private:
    explicit Even(std::int64_t number) : number_(number) {}

    std::int64_t number_;
};

struct EvenBody {
    Even first;
    std::optional<Even> second;
    std::string class_;
};

BOOST_DESCRIBE_STRUCT(EvenBody, (), (first, second, class_))

struct Passwords {
    std::string password1;
    std::string password2;
};

BOOST_DESCRIBE_STRUCT(Passwords, (), (password1, password2))

struct Span {
    std::int32_t first_part = 0;
    std::int32_t last_part = 0;
};

BOOST_DESCRIBE_STRUCT(Span, (), (first_part, last_part))

struct Anything {
    qc::contract::Json value;
    std::map<std::string, std::int32_t> counts;
};

BOOST_DESCRIBE_STRUCT(Anything, (), (value, counts))

} // namespace

namespace qc::contract {

template <>
struct EnumNames<Level> {
    static constexpr std::array value{
        std::pair{Level::easy, std::string_view("Easy")},
        std::pair{Level::hard, std::string_view("Hard")},
    };
};

template <>
struct EnumNumbers<Group> {
    static constexpr std::array value{Group::alone, Group::two};
};

template <>
struct InputAliases<Body> {
    static constexpr std::array value{InputAlias{"milage", "mileage"}};
};

template <>
struct Codec<Even> {
    static std::optional<Even> decode(Input const& input) {
        auto const number = read_integer(input, {});
        if (!number) return std::nullopt;
        auto const even = Even::of(*number);
        if (!even) return input.refuse_value("Must be even");
        return even;
    }
};

template <>
struct Rules<Passwords> {
    static void check(Passwords const& body, Input const& input) {
        if (body.password1 != body.password2) {
            input.refuse_member("password2", "Passwords do not match");
        }
    }
};

template <>
struct Rules<Span> {
    static void check(Span const& span, Input const& input) {
        if (span.last_part < span.first_part) input.refuse_member("lastPart", "Ends too early");
    }
};

} // namespace qc::contract

namespace {

using qc::contract::decode_body;
using qc::contract::tests::faults;

TEST(DecodeBody, ReadsCamelCaseNestedAndInheritedMembers) {
    auto const body = decode_body<Body>(
        R"({"questName":"a","mileage":"Hard","points":[{"nameOfLocation":" abc ","placeId":7}],)"
        R"("height":2,"image":null,"group":"2","unknown":{"x":[1]}})"
    );
    ASSERT_TRUE(body) << faults(body);
    EXPECT_EQ(body->quest_name, "a");
    EXPECT_EQ(body->mileage, Level::hard);
    ASSERT_EQ(body->points.size(), 1U);
    EXPECT_EQ(body->points[0].name_of_location.value, "abc");
    EXPECT_EQ(body->points[0].place_id, 7);
    EXPECT_EQ(body->height, 2.0);
    EXPECT_TRUE(body->image.is_null());
    EXPECT_TRUE(*body->keep_current);
    EXPECT_EQ(body->group, Group::two);
}

TEST(DecodeBody, ReadsSnakeCaseAndAliases) {
    auto const body = decode_body<Body>(
        R"({"quest_name":"a","milage":"Easy","points":[{"name_of_location":"x","place_id":7}],)"
        R"("image":"i","keep_current":false,"group":1})"
    );
    ASSERT_TRUE(body) << faults(body);
    EXPECT_EQ(body->mileage, Level::easy);
    EXPECT_EQ(*body->image, "i");
    EXPECT_FALSE(body->height);
    EXPECT_FALSE(*body->keep_current);
}

TEST(DecodeBody, CamelCaseWinsOverSnakeCase) {
    auto const point = decode_body<Point>(
        R"({"place_id":1,"placeId":2,"nameOfLocation":"x","name_of_location":"toolong"})"
    );
    ASSERT_TRUE(point) << faults(point);
    EXPECT_EQ(point->place_id, 2);
}

TEST(DecodeBody, ReportsEveryProblemInInputOrderAtTheClientsSpelling) {
    auto const body = decode_body<Body>(
        R"({"mileage":"easy","quest_name":5,"points":[{"nameOfLocation":"toolong"},)"
        R"({"name_of_location":" ","place_id":1.5}],"group":3})"
    );
    EXPECT_EQ(
        faults(body),
        "body.mileage enum|body.quest_name string_type|body.points.0.nameOfLocation "
        "string_too_long|"
        "body.points.0.placeId missing|body.points.1.name_of_location string_too_short|"
        "body.points.1.place_id int_type|body.group enum"
    );
}

TEST(DecodeBody, ReportsMissingKeysOfAnEmptyBodyInOrderOfDeclaration) {
    EXPECT_EQ(
        faults(decode_body<Body>("")),
        "body.questName missing|body.mileage missing|body.points missing|body.group missing"
    );
}

TEST(DecodeBody, RefusesABodyThatIsNoObject) {
    EXPECT_EQ(faults(decode_body<Body>("[]")), "body dict_type");
    EXPECT_EQ(faults(decode_body<Body>("null")), "body dict_type");
}

TEST(DecodeBody, MalformedJsonIsTheOnlyProblem) {
    EXPECT_EQ(
        faults(decode_body<Body>(R"({"questName":"a\u0000","a":1,"a":2,})")), "body.35 json_invalid"
    );
}

TEST(DecodeBody, MixesProblemsOfSyntaxAndOfMeaningInInputOrder) {
    EXPECT_EQ(
        faults(decode_body<Point>(R"({"x":"\u0000","placeId":"7","x":1,"nameOfLocation":"\u0000"})")
        ),
        "body.x value_error|body.placeId int_type|body.x value_error|body.nameOfLocation "
        "value_error"
    );
}

TEST(DecodeBody, KeepsAtMostFiftyProblems) {
    std::string bytes = R"({"questName":"a","mileage":"Hard","group":1,"points":[)";
    for (int i = 0; i < 200; ++i)
        bytes += i == 0 ? "{}" : ",{}";
    auto const body = decode_body<Body>(bytes + "]}");
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().problems.size(), 50U);
    EXPECT_EQ(body.error().code->code, "VALIDATION_ERROR");
}

TEST(DecodeBody, BuildsValueObjectsWithoutEmptyState) {
    auto const good = decode_body<EvenBody>(R"({"first":4,"class":"c"})");
    ASSERT_TRUE(good) << faults(good);
    EXPECT_EQ(good->first.number(), 4);
    EXPECT_EQ(
        faults(decode_body<EvenBody>(R"({"first":3,"second":5})")),
        "body.first value_error|body.second value_error|body.class missing"
    );
}

TEST(DecodeBody, ChecksRulesBetweenFieldsOnceTheFieldsAreRight) {
    EXPECT_TRUE(decode_body<Passwords>(R"({"password1":"a","password2":"a"})"));
    auto const unequal = decode_body<Passwords>(R"({"password1":"a","password2":"b"})");
    EXPECT_EQ(faults(unequal), "body.password2 value_error");
    EXPECT_EQ(unequal.error().problems[0].message, "Value error, Passwords do not match");
    EXPECT_EQ(faults(decode_body<Passwords>(R"({"password1":"a"})")), "body.password2 missing");
}

TEST(DecodeBody, RulesPointToTheSpellingOfTheClient) {
    EXPECT_EQ(
        faults(decode_body<Span>(R"({"first_part":2,"last_part":1})")), "body.last_part value_error"
    );
    EXPECT_EQ(
        faults(decode_body<Span>(R"({"firstPart":2,"lastPart":1})")), "body.lastPart value_error"
    );
}

TEST(DecodeBody, TakesAnyValueAndMaps) {
    auto const good = decode_body<Anything>(R"({"value":[1,{"a":null}],"counts":{"x":1}})");
    ASSERT_TRUE(good) << faults(good);
    EXPECT_EQ(good->value.list()->size(), 2U);
    EXPECT_EQ(good->counts.at("x"), 1);
    EXPECT_EQ(
        faults(decode_body<Anything>(R"({"value":1e999,"counts":{"x":"1","y":2}})")),
        "body.value value_error|body.counts.x int_type"
    );
    EXPECT_EQ(faults(decode_body<Anything>(R"({"value":1,"counts":[]})")), "body.counts dict_type");
}

} // namespace

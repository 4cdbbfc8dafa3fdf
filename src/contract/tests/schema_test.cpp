// SPDX-License-Identifier: Apache-2.0
#include "contract/encode.hpp"
#include "contract/schema.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace other {
namespace {

struct View {
    bool flag = false;
};

BOOST_DESCRIBE_STRUCT(View, (), (flag))

struct Twin {
    std::string name;
};

BOOST_DESCRIBE_STRUCT(Twin, (), (name))

} // namespace
} // namespace other

namespace qc::contract {
namespace {

enum class Level { easy, hard };
enum class Group { one = 1, two = 2 };

struct View {
    std::int32_t id = 0;
    std::optional<std::string> avatar_url;
    Omissible<double> distance_m;
};

BOOST_DESCRIBE_STRUCT(View, (), (id, avatar_url, distance_m))

struct Twin {
    std::string name;
};

BOOST_DESCRIBE_STRUCT(Twin, (), (name))

struct Node {
    std::vector<Node> children;
    std::string name;
};

BOOST_DESCRIBE_STRUCT(Node, (), (children, name))

struct Renamed {
    bool class_ = false;
};

BOOST_DESCRIBE_STRUCT(Renamed, (), (class_))

template <class T>
struct Envelope {
    T value;
};

BOOST_DESCRIBE_STRUCT(Envelope<View>, (), (value))

struct Limits {
    Text<1, 5> name;
    RawText<0, 9> raw;
    Int<1, 5> rating;
    IntegralDouble<0, 10> price;
    Real<-90, 90> latitude;
    Level level{};
    Group group{};
    std::optional<Code6> code;
    DigitText<1, 16> type_code;
    List<std::string, 1, 3> tags;
    CommaList<qc::QuestId, 7> quest_ids;
    Defaulted<bool, true> keep;
    Patch<std::string> image;
    std::map<std::string, std::int64_t> counts;
    qc::UserId user_id;
    qc::Instant created_at;
    Json any;
    std::optional<Json> maybe_any;
    TextId<qc::QuestId> text_id;
};

BOOST_DESCRIBE_STRUCT(
    Limits,
    (),
    (name,
     raw,
     rating,
     price,
     latitude,
     level,
     group,
     code,
     type_code,
     tags,
     quest_ids,
     keep,
     image,
     counts,
     user_id,
     created_at,
     any,
     maybe_any,
     text_id)
)

} // namespace

template <>
struct EnumNames<Level> {
    static constexpr std::array value{
        std::pair{Level::easy, std::string_view("Easy")},
        std::pair{Level::hard, std::string_view("Hard")},
    };
};

template <>
struct EnumNumbers<Group> {
    static constexpr std::array value{Group::one, Group::two};
};

template <>
inline constexpr std::string_view schema_name<Renamed> = "ChosenName";

namespace {

std::string text(boost::json::value const& value) {
    return boost::json::serialize(value);
}

template <class T>
std::string property(Components& components, std::string_view name, std::string_view member) {
    (void)schema_of<T>(components, Flavour::input);
    auto const& properties = components.schemas().at(name).at("properties").as_object();
    return text(properties.at(member));
}

TEST(Schema, NamesStructsOfAnonymousNamespacesWithoutQualifiers) {
    Components components;
    EXPECT_EQ(text(schema_of<View>(components)), R"({"$ref":"#/components/schemas/View"})");
    EXPECT_EQ(
        text(components.schemas().at("View")),
        R"({"type":"object","properties":{"id":{"type":"integer","format":"int32"},)"
        R"("avatarUrl":{"anyOf":[{"type":"string"},{"type":"null"}]},)"
        R"("distanceM":{"type":"number","format":"double"}},"required":["id","avatarUrl"]})"
    );
}

TEST(Schema, InputDiffersFromOutputWhereKeysMayBeAbsent) {
    Components components;
    (void)schema_of<View>(components);
    EXPECT_EQ(
        text(schema_of<View>(components, Flavour::input)),
        R"({"$ref":"#/components/schemas/ViewInput"})"
    );
    EXPECT_EQ(text(components.schemas().at("ViewInput").at("required")), R"(["id"])");
    Components reverse;
    (void)schema_of<View>(reverse, Flavour::input);
    EXPECT_EQ(text(schema_of<View>(reverse)), R"({"$ref":"#/components/schemas/ViewOutput"})");
}

TEST(Schema, EqualSchemasShareOneName) {
    Components components;
    auto const first = schema_of<Twin>(components);
    EXPECT_EQ(schema_of<Twin>(components, Flavour::input), first);
    EXPECT_EQ(schema_of<other::Twin>(components), first);
    EXPECT_EQ(schema_of<other::Twin>(components), first);
    EXPECT_EQ(components.schemas().size(), 1U);
}

TEST(Schema, DifferentStructsOfOneNameGetDistinctNames) {
    Components components;
    (void)schema_of<View>(components);
    EXPECT_EQ(text(schema_of<other::View>(components)), R"({"$ref":"#/components/schemas/View2"})");
    EXPECT_EQ(text(schema_of<View>(components)), R"({"$ref":"#/components/schemas/View"})");
    EXPECT_EQ(components.schemas().size(), 2U);
}

TEST(Schema, TakesChosenNamesTemplatesAndRecursion) {
    Components components;
    EXPECT_EQ(
        text(schema_of<Renamed>(components)), R"({"$ref":"#/components/schemas/ChosenName"})"
    );
    EXPECT_TRUE(components.schemas().at("ChosenName").at("properties").as_object().contains("class")
    );
    (void)schema_of<Node>(components);
    EXPECT_EQ(
        text(components.schemas().at("Node").at("properties").at("children")),
        R"({"type":"array","items":{"$ref":"#/components/schemas/Node"}})"
    );
    auto const envelope = text(schema_of<Envelope<View>>(components));
    EXPECT_TRUE(envelope.starts_with(R"({"$ref":"#/components/schemas/Envelope)")) << envelope;
}

TEST(Schema, PrintsLimits) {
    Components components;
    auto const of = [&](std::string_view member) {
        return property<Limits>(components, "Limits", member);
    };
    EXPECT_EQ(of("name"), R"({"type":"string","minLength":1,"maxLength":5})");
    EXPECT_EQ(of("raw"), R"({"type":"string","maxLength":9})");
    EXPECT_EQ(of("rating"), R"({"type":"integer","minimum":1,"maximum":5})");
    EXPECT_EQ(of("price"), R"({"type":"integer","minimum":0,"maximum":10})");
    EXPECT_EQ(
        of("latitude"), R"({"type":"number","format":"double","minimum":-9E1,"maximum":9E1})"
    );
    EXPECT_EQ(of("level"), R"({"type":"string","enum":["Easy","Hard"]})");
    EXPECT_EQ(of("group"), R"({"type":"integer","enum":[1,2]})");
    EXPECT_EQ(
        of("code"),
        R"({"anyOf":[{"type":"integer","minimum":100000,"maximum":999999},)"
        R"({"type":"string","pattern":"^[0-9]{6}$"},{"type":"null"}]})"
    );
    EXPECT_EQ(
        of("tags"), R"({"type":"array","items":{"type":"string"},"minItems":1,"maxItems":3})"
    );
    EXPECT_EQ(of("keep"), R"({"type":"boolean","default":true})");
    EXPECT_EQ(of("image"), R"({"anyOf":[{"type":"string"},{"type":"null"}]})");
    EXPECT_EQ(
        of("counts"),
        R"({"type":"object","additionalProperties":{"type":"integer","format":"int64"}})"
    );
    EXPECT_EQ(of("userId"), R"({"type":"string","format":"uuid"})");
    EXPECT_EQ(of("createdAt"), R"({"type":"string","format":"date-time"})");
    EXPECT_EQ(of("any"), "{}");
    EXPECT_EQ(of("maybeAny"), "{}");
    EXPECT_EQ(of("textId"), R"({"type":"string","pattern":"^[0-9]{1,16}$"})");
    auto const required = text(components.schemas().at("Limits").at("required"));
    EXPECT_EQ(required.find("keep"), std::string::npos);
    EXPECT_EQ(required.find("image"), std::string::npos);
    EXPECT_NE(required.find("latitude"), std::string::npos);
}

TEST(Schema, DescribesPagesVariantsAndNothing) {
    Components components;
    auto const page = schema_of<qc::Page<View>>(components);
    EXPECT_EQ(text(page.at("required")), R"(["items","total","page","size","pages"])");
    EXPECT_EQ(
        text(page.at("properties").at("items")),
        R"({"type":"array","items":{"$ref":"#/components/schemas/View"}})"
    );
    EXPECT_EQ(
        text(schema_of<std::variant<Twin, std::string>>(components)),
        R"({"anyOf":[{"$ref":"#/components/schemas/Twin"},{"type":"string"}]})"
    );
    EXPECT_EQ(text(schema_of<qc::Nothing>(components)), R"({"type":"object"})");
    EXPECT_EQ(text(schema_of<std::monostate>(components)), R"({"type":"null"})");
    EXPECT_EQ(text(schema_of<RawJson>(components)), "{}");
    EXPECT_EQ(text(schema_of<bool>(components)), R"({"type":"boolean"})");
    EXPECT_EQ(text(schema_of<std::string_view>(components)), R"({"type":"string"})");
    EXPECT_EQ(text(schema_of<qc::Uuid>(components)), R"({"type":"string","format":"uuid"})");
    EXPECT_EQ(
        text(schema_of<qc::QuestId>(components)),
        R"({"type":"integer","minimum":1,"maximum":2147483647})"
    );
    EXPECT_EQ(text(schema_of<Defaulted<bool, true>>(components)), R"({"type":"boolean"})");
}

TEST(Schema, ListsParametersOfAStruct) {
    Components components;
    auto const parameters = parameters_of<View>(components);
    ASSERT_EQ(parameters.size(), 3U);
    EXPECT_EQ(parameters[0].name, "id");
    EXPECT_TRUE(parameters[0].required);
    EXPECT_EQ(parameters[1].name, "avatarUrl");
    EXPECT_FALSE(parameters[1].required);
    EXPECT_FALSE(parameters[2].required);
    EXPECT_TRUE(components.schemas().empty());
}

} // namespace
} // namespace qc::contract

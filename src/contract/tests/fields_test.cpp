// SPDX-License-Identifier: Apache-2.0
#include "contract/decode.hpp"
#include "contract/tests/faults.hpp"

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

namespace {

enum class Sort { newest, nearest };

struct Query {
    qc::contract::Defaulted<qc::contract::Int<1, 100>, 50> size;
    std::optional<double> radius_m;
    std::optional<bool> only_free;
    std::optional<qc::UserId> owner_id;
    std::optional<qc::Instant> since;
    std::optional<Sort> sort;
    qc::contract::CommaList<qc::QuestId, 3> quest_ids;
    std::optional<qc::contract::Text<1, 5>> search;
};

BOOST_DESCRIBE_STRUCT(
    Query, (), (size, radius_m, only_free, owner_id, since, sort, quest_ids, search)
)

struct Path {
    qc::QuestId quest_id;
};

BOOST_DESCRIBE_STRUCT(Path, (), (quest_id))

struct Nested {
    Path path;
    qc::contract::Json any;
};

BOOST_DESCRIBE_STRUCT(Nested, (), (path, any))

} // namespace

namespace qc::contract {

template <>
struct EnumNames<Sort> {
    static constexpr std::array value{
        std::pair{Sort::newest, std::string_view("newest")},
        std::pair{Sort::nearest, std::string_view("nearest")},
    };
};

} // namespace qc::contract

namespace {

using qc::contract::tests::faults;
using Pairs = std::vector<std::pair<std::string, std::string>>;

qc::Result<Query> query(Pairs const& fields) {
    return qc::contract::decode_fields<Query>(fields, "query");
}

std::string fault_of(std::string const& name, std::string const& text) {
    Pairs fields{{name, text}};
    if (name != "questIds") fields.emplace_back("questIds", "");
    return faults(query(fields));
}

TEST(DecodeFields, ReadsTextByTheTypeThatIsDue) {
    auto const good = query(
        {{"size", "20"},
         {"radius_m", "1.5"},
         {"onlyFree", "1"},
         {"ownerId", "0123ABCD-0000-4000-8000-00000000000f"},
         {"since", "2026-01-31T09:15:00+02:00"},
         {"sort", "nearest"},
         {"questIds", "1, 2,3"},
         {"search", " abc "},
         {"unknown", "x"}}
    );
    ASSERT_TRUE(good) << faults(good);
    EXPECT_EQ(good->size->value, 20);
    EXPECT_EQ(good->radius_m, 1.5);
    EXPECT_EQ(good->only_free, true);
    EXPECT_EQ(good->owner_id->text(), "0123abcd-0000-4000-8000-00000000000f");
    EXPECT_EQ(qc::to_rfc3339(*good->since), "2026-01-31T07:15:00.000000Z");
    EXPECT_EQ(good->sort, Sort::nearest);
    EXPECT_EQ(good->quest_ids, (std::vector<qc::QuestId>{{1}, {2}, {3}}));
    EXPECT_EQ(good->search->value, "abc");
}

TEST(DecodeFields, UsesFallbacksForAbsentFields) {
    auto const good = query({{"quest_ids", ""}});
    ASSERT_TRUE(good) << faults(good);
    EXPECT_EQ(good->size->value, 50);
    EXPECT_TRUE(good->quest_ids.empty());
    EXPECT_FALSE(good->only_free);
}

TEST(DecodeFields, RefusesTextThatIsNotOfTheType) {
    EXPECT_EQ(fault_of("size", "x"), "query.size int_parsing");
    EXPECT_EQ(fault_of("size", ""), "query.size int_parsing");
    EXPECT_EQ(fault_of("size", "5.0"), "query.size int_parsing");
    EXPECT_EQ(fault_of("size", "99999999999999999999"), "query.size int_parsing");
    EXPECT_EQ(fault_of("size", "0"), "query.size greater_than_equal");
    EXPECT_EQ(fault_of("size", "101"), "query.size less_than_equal");
    EXPECT_EQ(fault_of("radiusM", "inf"), "query.radiusM float_type");
    EXPECT_EQ(fault_of("radiusM", "nan"), "query.radiusM float_type");
    EXPECT_EQ(fault_of("radiusM", "1e999"), "query.radiusM float_type");
    EXPECT_EQ(fault_of("radiusM", "1x"), "query.radiusM float_type");
    EXPECT_EQ(fault_of("only_free", "yes"), "query.only_free bool_type");
    EXPECT_EQ(fault_of("ownerId", "7"), "query.ownerId uuid_parsing");
    EXPECT_EQ(fault_of("since", "yesterday"), "query.since datetime_parsing");
    EXPECT_EQ(fault_of("sort", "Newest"), "query.sort enum");
    EXPECT_EQ(fault_of("search", "abcdef"), "query.search string_too_long");
    EXPECT_EQ(
        fault_of("questIds", "1,x,0"),
        "query.questIds.1 int_parsing|query.questIds.2 greater_than_equal"
    );
    EXPECT_EQ(fault_of("questIds", "1,2,3,4"), "query.questIds too_long");
}

TEST(DecodeFields, ReadsEveryWordForTrueAndFalse) {
    for (auto const* word : {"true", "1", "True"})
        EXPECT_EQ(query({{"onlyFree", word}, {"questIds", ""}})->only_free, true) << word;
    for (auto const* word : {"false", "0", "FALSE"})
        EXPECT_EQ(query({{"onlyFree", word}, {"questIds", ""}})->only_free, false) << word;
}

TEST(DecodeFields, RefusesANameGivenTwice) {
    auto const twice =
        query({{"size", "1"}, {"x", ""}, {"size", "2"}, {"x", ""}, {"questIds", ""}});
    EXPECT_EQ(faults(twice), "query.size value_error|query.x value_error");
    EXPECT_EQ(twice.error().problems[0].message, "Value error, Duplicate key");
}

TEST(DecodeFields, CamelCaseWins) {
    auto const both = query({{"radius_m", "x"}, {"radiusM", "2"}, {"questIds", ""}});
    ASSERT_TRUE(both) << faults(both);
    EXPECT_EQ(both->radius_m, 2.0);
}

TEST(DecodeFields, RefusesBadBytesInNamesAndTexts) {
    EXPECT_EQ(fault_of("search", "\xFF"), "query.search value_error");
    EXPECT_EQ(fault_of("search", std::string("a\0", 2)), "query.search value_error");
    EXPECT_EQ(fault_of("x\xFF", ""), "query.x\xEF\xBF\xBD value_error");
}

TEST(DecodeFields, PlacesOfPathAndQueryComeInThatOrder) {
    qc::contract::Problems problems;
    Pairs const path{{"questId", "abc"}};
    EXPECT_FALSE(qc::contract::decode_fields<Path>(path, "path", problems));
    Pairs const fields{{"size", "0"}};
    EXPECT_FALSE(qc::contract::decode_fields<Query>(fields, "query", problems));
    EXPECT_FALSE(qc::contract::decode_body<Path>("{}", problems));
    EXPECT_EQ(
        faults(problems.list()),
        "path.questId int_parsing|query.size greater_than_equal|query.questIds missing|"
        "body.questId missing"
    );
}

TEST(DecodeFields, TextIsNeverAnObjectButMayBeAnything) {
    Pairs const fields{{"path", "x"}, {"any", "y"}};
    EXPECT_EQ(faults(qc::contract::decode_fields<Nested>(fields, "form")), "form.path dict_type");
    qc::contract::Problems problems;
    auto const object = qc::contract::fields_object(fields, "form", problems);
    auto const any = qc::contract::decode<qc::contract::Json>(
        *object.find("any"), qc::contract::Place("form"), problems
    );
    ASSERT_TRUE(any);
    EXPECT_EQ(*any->text(), "y");
    EXPECT_EQ(any->loose(), nullptr);
}

} // namespace

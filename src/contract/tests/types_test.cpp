// SPDX-License-Identifier: Apache-2.0
#include "contract/decode.hpp"
#include "contract/encode.hpp"
#include "contract/tests/faults.hpp"

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

namespace qc::contract {
namespace {

using tests::faults;

template <class T>
Result<T> read(std::string_view json) {
    Problems problems;
    auto const tree = parse_json(json, problems);
    if (!tree) return problems.error();
    auto value = decode<T>(*tree, Place("body"), problems);
    if (!value) return problems.error();
    return *std::move(value);
}

template <class T>
std::string fault(std::string_view json) {
    return faults(read<T>(json));
}

template <class T>
std::string message(std::string_view json) {
    auto const refused = read<T>(json);
    return refused ? "" : refused.error().problems.at(0).message;
}

enum class Level { one, two };
enum class Hours { one = 1, ten = 10 };

} // namespace

template <>
struct EnumNames<Level> {
    static constexpr std::array value{
        std::pair{Level::one, std::string_view("One")},
        std::pair{Level::two, std::string_view("Two")}
    };
};

template <>
struct EnumNumbers<Hours> {
    static constexpr std::array value{Hours::one, Hours::ten};
};

namespace {

TEST(Scalars, IntegersTakeNeitherFractionsNorStrings) {
    EXPECT_EQ(*read<std::int32_t>("-5"), -5);
    EXPECT_EQ(fault<std::int32_t>("1.5"), "body int_type");
    EXPECT_EQ(fault<std::int32_t>("5.0"), "body int_type");
    EXPECT_EQ(fault<std::int32_t>("\"5\""), "body int_type");
    EXPECT_EQ(fault<std::int32_t>("true"), "body int_type");
    EXPECT_EQ(fault<std::int32_t>("null"), "body int_type");
    EXPECT_EQ(fault<std::int32_t>("2147483648"), "body less_than_equal");
    EXPECT_EQ(fault<std::int32_t>("-2147483649"), "body greater_than_equal");
    EXPECT_EQ(*read<std::int64_t>("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(fault<std::int64_t>("9223372036854775808"), "body int_type");
    EXPECT_EQ(message<std::int32_t>("null"), "Input should be a valid integer");
}

TEST(Scalars, DoublesTakeIntegers) {
    EXPECT_EQ(*read<double>("5"), 5.0);
    EXPECT_EQ(fault<double>("\"5\""), "body float_type");
    EXPECT_EQ(fault<double>("false"), "body float_type");
}

TEST(Scalars, RefuseOtherKinds) {
    EXPECT_EQ(fault<std::string>("5"), "body string_type");
    EXPECT_EQ(fault<bool>("1"), "body bool_type");
    EXPECT_EQ(fault<bool>("\"true\""), "body bool_type");
    EXPECT_EQ(fault<Uuid>("\"x\""), "body uuid_parsing");
    EXPECT_EQ(fault<UserId>("5"), "body uuid_parsing");
    EXPECT_EQ(fault<Instant>("5"), "body datetime_parsing");
    EXPECT_EQ(fault<std::vector<int>>("{}"), "body list_type");
    EXPECT_EQ((fault<List<int, 0, 1>>("{}")), "body list_type");
    EXPECT_TRUE(read<Nothing>("5"));
}

TEST(Scalars, IdsArePositiveAndFitTheirNumber) {
    EXPECT_EQ(read<QuestId>("7")->value, 7);
    EXPECT_EQ(fault<QuestId>("0"), "body greater_than_equal");
    EXPECT_EQ(fault<QuestId>("2147483648"), "body less_than_equal");
    EXPECT_EQ(fault<QuestId>("\"7\""), "body int_type");
    EXPECT_EQ(read<EntryId>("9007199254740992")->value, std::int64_t{1} << 53);
    EXPECT_EQ(fault<EntryId>("9007199254740993"), "body less_than_equal");
}

TEST(Scalars, DatetimesTakeAnyOffsetAndNone) {
    EXPECT_EQ(
        *read<Instant>("\"2026-01-31T09:15:00\""), *read<Instant>("\"2026-01-31T10:15:00+01:00\"")
    );
}

TEST(LimitedText, CountsCodePointsAfterTrimming) {
    using Name = Text<2, 3>;
    EXPECT_EQ(read<Name>("\" \\u00e9\\u00e9\\u00e9\\n\"")->value, "ééé");
    EXPECT_EQ(fault<Name>("\" a \""), "body string_too_short");
    EXPECT_EQ(fault<Name>("\"abcd\""), "body string_too_long");
    EXPECT_EQ(message<Name>("\"a\""), "String should have at least 2 characters");
    EXPECT_EQ(message<Name>("\"abcd\""), "String should have at most 3 characters");
    EXPECT_EQ((message<Text<1, 2>>("\"\"")), "String should have at least 1 character");
    EXPECT_EQ(to_json(Name{"ab"}), "\"ab\"");
}

TEST(LimitedText, RawTextKeepsBlanks) {
    using Password = RawText<2, 3>;
    EXPECT_EQ(read<Password>("\" a \"")->value, " a ");
    EXPECT_EQ(fault<Password>("\" ab \""), "body string_too_long");
}

TEST(LimitedText, ConvertsToTheStringItHolds) {
    Text<1, 5> name{"abc"};
    std::string const& view = name;
    std::string const copy = name;
    std::string const moved = std::move(name);
    EXPECT_EQ(copy, "abc");
    EXPECT_EQ(moved, "abc");
    EXPECT_EQ(&view, &name.value); // NOLINT(bugprone-use-after-move): only where it is
    RawText<1, 5> raw{"abc"};
    std::string const raw_copy = raw;
    std::string const raw_moved = std::move(raw);
    EXPECT_EQ(raw_copy, raw_moved);
}

TEST(LimitedNumbers, KeepTheirRange) {
    using Rating = Int<1, 5>;
    EXPECT_EQ(*read<Rating>("5"), 5);
    EXPECT_EQ(message<Rating>("0"), "Input should be greater than or equal to 1");
    EXPECT_EQ(message<Rating>("6"), "Input should be less than or equal to 5");
    EXPECT_EQ(fault<Rating>("2.0"), "body int_type");
    using Latitude = Real<-90, 90>;
    EXPECT_EQ(*read<Latitude>("-90"), -90.0);
    EXPECT_EQ(message<Latitude>("-90.5"), "Input should be greater than or equal to -90");
    EXPECT_EQ((message<Real<0.5, 1.5>>("2")), "Input should be less than or equal to 1.5");
    EXPECT_EQ(fault<Latitude>("null"), "body float_type");
    EXPECT_EQ(to_json(Latitude{45}), "45.0");
    EXPECT_EQ(to_json(Rating{4}), "4");
    static_assert(std::is_same_v<decltype(Int<0, 5'000'000'000>::value), std::int64_t>);
}

TEST(LimitedNumbers, IntegralDoublesNeedAZeroFraction) {
    using Amount = IntegralDouble<0, 1'000'000>;
    EXPECT_EQ(*read<Amount>("15"), 15);
    EXPECT_EQ(*read<Amount>("15.0"), 15);
    EXPECT_EQ(*read<Amount>("1e2"), 100);
    EXPECT_EQ(fault<Amount>("15.5"), "body int_type");
    EXPECT_EQ(fault<Amount>("1e300"), "body int_type");
    EXPECT_EQ(fault<Amount>("1000001.0"), "body less_than_equal");
    EXPECT_EQ(fault<Amount>("\"15\""), "body int_type");
}

TEST(Enums, NamedOnesAreCaseSensitive) {
    EXPECT_EQ(*read<Level>("\"Two\""), Level::two);
    EXPECT_EQ(fault<Level>("\"two\""), "body enum");
    EXPECT_EQ(fault<Level>("2"), "body enum");
    EXPECT_EQ(message<Level>("null"), "Input should be 'One' or 'Two'");
}

TEST(Enums, NumberedOnesTakeDigitsToo) {
    EXPECT_EQ(*read<Hours>("10"), Hours::ten);
    EXPECT_EQ(*read<IntEnum<Hours>>("\"10\""), Hours::ten);
    EXPECT_EQ(fault<Hours>("2"), "body enum");
    EXPECT_EQ(fault<Hours>("\"1.0\""), "body enum");
    EXPECT_EQ(fault<Hours>("1.0"), "body enum");
    EXPECT_EQ(fault<Hours>("\"\""), "body enum");
    EXPECT_EQ(message<Hours>("2"), "Input should be 1 or 10");
    EXPECT_EQ(to_json(Hours::ten), "10");
}

TEST(Codes, AreSixDigitsAsNumberOrText) {
    EXPECT_EQ(read<Code6>("123456")->text, "123456");
    EXPECT_EQ(read<Code6>("\"012345\"")->text, "012345");
    EXPECT_EQ(fault<Code6>("99999"), "body greater_than_equal");
    EXPECT_EQ(fault<Code6>("1000000"), "body less_than_equal");
    EXPECT_EQ(fault<Code6>("\"12345\""), "body string_pattern");
    EXPECT_EQ(fault<Code6>("\"12345a\""), "body string_pattern");
    EXPECT_EQ(fault<Code6>("123456.5"), "body int_type");
    EXPECT_EQ(message<Code6>("\"\""), "String should match pattern '^[0-9]{6}$'");
}

TEST(Codes, DigitTextsKeepLeadingZeros) {
    using TypeCode = DigitText<1, 16>;
    EXPECT_EQ(read<TypeCode>("\"007\"")->value, "007");
    EXPECT_EQ(read<TypeCode>("7")->value, "7");
    EXPECT_EQ(fault<TypeCode>("-7"), "body greater_than_equal");
    EXPECT_EQ(fault<TypeCode>("99999999999999999"), "body string_pattern");
    EXPECT_EQ(fault<TypeCode>("\"\""), "body string_pattern");
    EXPECT_EQ(fault<TypeCode>("true"), "body string_type");
    EXPECT_EQ(message<TypeCode>("\"x\""), "String should match pattern '^[0-9]{1,16}$'");
    EXPECT_EQ(to_json(TypeCode{"007"}), "\"007\"");
}

TEST(Codes, TextIdsTravelAsDigits) {
    using Wire = TextId<QuestId>;
    EXPECT_EQ(read<Wire>("\"12\"")->id, QuestId{12});
    EXPECT_EQ(read<Wire>("12")->id, QuestId{12});
    EXPECT_EQ(fault<Wire>("\"0\""), "body greater_than_equal");
    EXPECT_EQ(fault<Wire>("\"x\""), "body int_parsing");
}

TEST(Lists, KeepTheirSize) {
    using Pair = List<std::string, 1, 2>;
    EXPECT_EQ(read<Pair>(R"(["a","b"])")->size(), 2U);
    EXPECT_EQ(message<Pair>("[]"), "List should have at least 1 item");
    EXPECT_EQ(message<Pair>(R"(["a","b","c"])"), "List should have at most 2 items");
    EXPECT_EQ(fault<Pair>(R"(["a",1])"), "body.1 string_type");
    EXPECT_EQ(to_json(Pair{"a"}), R"(["a"])");
    EXPECT_EQ(to_json(std::vector<bool>{true, false}), "[true,false]");
}

TEST(Lists, CommaListsAreAlsoJsonLists) {
    using Ids = CommaList<QuestId>;
    EXPECT_EQ(read<Ids>("[1,2]")->size(), 2U);
    EXPECT_EQ(read<Ids>("\"1,2\"")->size(), 2U);
    EXPECT_EQ(fault<Ids>("5"), "body list_type");
}

TEST(Presence, PatchTellsAbsentFromNull) {
    Patch<std::string> const absent;
    EXPECT_TRUE(absent.is_absent());
    EXPECT_FALSE(absent.is_null());
    auto const null = *read<Patch<std::string>>("null");
    EXPECT_TRUE(null.is_null());
    EXPECT_FALSE(null.is_absent());
    auto const value = *read<Patch<std::string>>("\"abc\"");
    EXPECT_TRUE(value);
    EXPECT_EQ(value->size(), 3U);
    EXPECT_EQ(value.value(), "abc");
    EXPECT_EQ(*Patch<std::string>(value), "abc");
    EXPECT_EQ(fault<Patch<std::string>>("1"), "body string_type");
}

TEST(Presence, OptionalOmissibleAndDefaultedTakeNull) {
    EXPECT_FALSE(*read<std::optional<int>>("null"));
    EXPECT_EQ(**read<std::optional<int>>("5"), 5);
    EXPECT_EQ(fault<std::optional<int>>("\"5\""), "body int_type");
    EXPECT_FALSE(read<Omissible<int>>("null")->has_value());
    EXPECT_EQ(**read<Omissible<int>>("5"), 5);
    EXPECT_EQ(fault<Omissible<int>>("{}"), "body int_type");
    using Size = Defaulted<Int<1, 100>, 50>;
    EXPECT_EQ((*read<Size>("null"))->value, 50);
    EXPECT_EQ((*read<Size>("7"))->value, 7);
    EXPECT_EQ(fault<Size>("101"), "body less_than_equal");
    EXPECT_EQ(to_json(Size{}), "50");
    bool const flag = Defaulted<bool, true>{};
    EXPECT_TRUE(flag);
}

} // namespace
} // namespace qc::contract

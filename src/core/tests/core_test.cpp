// SPDX-License-Identifier: Apache-2.0
#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/page.hpp"
#include "core/result.hpp"
#include "core/shortened_address.hpp"
#include "core/text.hpp"
#include "core/uuid.hpp"

#include <gtest/gtest.h>

namespace qc {
namespace {

TEST(Uuid, ReadsAndWritesBothCases) {
    auto const id = Uuid::parse("6BA7B810-9dad-11d1-80b4-00c04fd430c8");
    ASSERT_TRUE(id);
    EXPECT_EQ(id->text(), "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
}

TEST(Uuid, RefusesOtherForms) {
    EXPECT_FALSE(Uuid::parse(""));
    EXPECT_FALSE(Uuid::parse("6ba7b8109dad11d180b400c04fd430c8"));
    EXPECT_FALSE(Uuid::parse("6ba7b810-9dad-11d1-80b4-00c04fd430cg"));
    EXPECT_FALSE(Uuid::parse("6ba7b810+9dad-11d1-80b4-00c04fd430c8"));
    EXPECT_FALSE(Uuid::parse("{6ba7b810-9dad-11d1-80b4-00c04fd430c8}"));
}

TEST(Uuid, MarksRandomBytesAsVersion4) {
    Uuid::Bytes bytes;
    bytes.fill(0xFF);
    EXPECT_EQ(Uuid::from_random(bytes).text(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
}

TEST(Clock, RoundTripsRfc3339) {
    auto const instant = parse_rfc3339("2026-01-31T09:15:00.123456Z");
    ASSERT_TRUE(instant);
    EXPECT_EQ(to_rfc3339(*instant), "2026-01-31T09:15:00.123456Z");
}

TEST(Clock, AppliesOffsets) {
    EXPECT_EQ(
        to_rfc3339(*parse_rfc3339("2026-01-31T02:00:00+03:00")), "2026-01-30T23:00:00.000000Z"
    );
    EXPECT_EQ(
        to_rfc3339(*parse_rfc3339("2026-01-31t02:00:00.5-0130")), "2026-01-31T03:30:00.500000Z"
    );
    EXPECT_EQ(to_rfc3339(*parse_rfc3339("2026-01-31 02:00:00")), "2026-01-31T02:00:00.000000Z");
}

TEST(Clock, RefusesWhatIsNoTime) {
    for (auto const* text :
         {"",
          "2026-02-30T00:00:00Z",
          "2026-01-31",
          "2026-01-31T24:00:00Z",
          "2026-01-31T10:60:00Z",
          "2026-01-31T10:00:00.Z",
          "2026-01-31T10:00:00Zx",
          "2026-01-31T10:00:00+25:00",
          "2026-1-31T10:00:00Z",
          "-026-01-31T10:00:00Z"}) {
        EXPECT_FALSE(parse_rfc3339(text)) << text;
    }
}

TEST(Address, IsShortenedForDisplay) {
    EXPECT_EQ(shortened_address("203.0.113.77"), "203.0.113.0");
    EXPECT_EQ(shortened_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1::");
    EXPECT_EQ(shortened_address("no address"), std::nullopt);
}

TEST(Text, CountsCodePointsAndKnowsUtf8) {
    EXPECT_EQ(code_points("Москва"), 6u);
    EXPECT_EQ(code_points("a😀"), 2u);
    EXPECT_TRUE(is_utf8("Москва"));
    EXPECT_FALSE(is_utf8("\xC0\xAF"));
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
}

TEST(Text, TrimsUnicodeWhiteSpace) {
    EXPECT_EQ(trimmed("\u00A0 a b\t\n"), "a b");
    EXPECT_EQ(trimmed(" \t"), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Text, ComparesWordsAcrossFormsAndCase) {
    EXPECT_EQ(comparable(" СТРАССЕ "), comparable("страссе"));
    EXPECT_EQ(comparable("Straße"), comparable("STRASSE"));
    EXPECT_EQ(comparable("\uFF21"), comparable("a"));
    EXPECT_NE(comparable("a"), comparable("b"));
}

TEST(Text, KnowsLettersOfEveryScript) {
    EXPECT_TRUE(letters_or("Жора_9", "_0123456789"));
    EXPECT_FALSE(letters_or("a b", "_"));
    EXPECT_TRUE(has_lower("Жж"));
    EXPECT_FALSE(has_upper("жж"));
    EXPECT_TRUE(has_control("a\x01"));
    EXPECT_FALSE(has_control("a\n", "\n"));
}

TEST(Page, CountsPages) {
    Page<int> page;
    EXPECT_EQ(page.pages(), 0);
    page.total = 51;
    EXPECT_EQ(page.pages(), 2);
    EXPECT_EQ((PageRequest{3, 20}.offset()), 40);
}

Result<int> half(int number) {
    if (number % 2 != 0) return value_error({std::string("body")}, "Odd");
    return number / 2;
}

Result<int> quarter(int number) {
    QC_TRY_NOW(auto const first, half(number));
    QC_CHECK_NOW(half(first));
    return half(first);
}

TEST(Result, PassesRefusalsOn) {
    EXPECT_EQ(quarter(8).value(), 2);
    auto const refused = quarter(6);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(validation_error));
    EXPECT_EQ(refused.error().problems.front().message, "Value error, Odd");
}

} // namespace
} // namespace qc

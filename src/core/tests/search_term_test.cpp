// SPDX-License-Identifier: Apache-2.0
#include "core/search_term.hpp"

#include <gtest/gtest.h>

namespace qc {
namespace {

TEST(SearchTerm, IsTrimmedAndKeepsItsInside) {
    EXPECT_EQ(*search_term("  Ann\tLee \n"), "Ann\tLee");
    EXPECT_EQ(*search_term("SELECT 'Walter'; --"), "SELECT 'Walter'; --");
}

TEST(SearchTerm, FiltersNothingWhenItIsBlank) {
    EXPECT_EQ(*search_term(""), std::nullopt);
    EXPECT_EQ(*search_term(" \t "), std::nullopt);
}

TEST(SearchTerm, IsRefusedAboveAThousandCodePoints) {
    std::string cyrillic;
    for (int i = 0; i < 1000; ++i)
        cyrillic += "ж";
    EXPECT_TRUE(search_term(cyrillic));
    auto const refused = search_term(cyrillic + "ж");
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(search_term_too_long));
    EXPECT_EQ(refused.error().message, "Search term too long: 1001 characters (max 1000)");
    EXPECT_EQ(refused.error().details.size(), 2U);
}

TEST(SearchTerm, IsRefusedWithControlCharacters) {
    auto const refused = search_term("a\x01");
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(invalid_search_term));
}

} // namespace
} // namespace qc

// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "friends/domain/signature.hpp"

#include <gtest/gtest.h>

namespace qc::friends {
namespace {

TEST(Signature, KeepsNamesOfAnyScript) {
    EXPECT_EQ(signature("Ann Lee"), "Ann Lee");
    EXPECT_EQ(signature("Seán O'Brien-Smith 3"), "Seán O'Brien-Smith 3");
    EXPECT_EQ(signature("Иван Петров"), "Иван Петров");
    EXPECT_EQ(signature("अनिता 王小明"), "अनिता 王小明");
    EXPECT_EQ(signature("𝒜nn"), "𝒜nn");
}

TEST(Signature, HasNothingThatLooksLikeAnAddress) {
    EXPECT_EQ(signature("Win at http://evil.example/?a=1"), "Win at http evil example a 1");
    EXPECT_EQ(signature("eve@evil.example"), "eve evil example");
    EXPECT_EQ(signature("<b>Eve</b>"), "b Eve b");
}

TEST(Signature, IsOneLine) {
    EXPECT_EQ(signature(" Ann\r\nBcc: eve\tLee "), "Ann Bcc eve Lee");
    EXPECT_EQ(signature("Ann\u2028\u202ELee\u0085"), "Ann Lee");
}

TEST(Signature, IsShort) {
    std::string const letters(200, 'a');
    EXPECT_EQ(signature(letters).size(), 64U);
    std::string words;
    for (int i = 0; i < 100; ++i)
        words += "ж ";
    EXPECT_LE(code_points(signature(words)), 65U);
}

TEST(Signature, IsEmptyWhenNothingIsLeft) {
    EXPECT_EQ(signature(""), "");
    EXPECT_EQ(signature("://.."), "");
}

} // namespace
} // namespace qc::friends

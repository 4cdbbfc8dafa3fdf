// SPDX-License-Identifier: Apache-2.0
#include "mail/encoding.hpp"

#include <gtest/gtest.h>

namespace qc::mail {
namespace {

TEST(HeaderText, LeavesShortAsciiAlone) {
    EXPECT_EQ(header_text("Password reset"), "Password reset");
    EXPECT_EQ(header_text(""), "");
}

TEST(HeaderText, EncodesOtherScripts) {
    EXPECT_EQ(header_text("код"), "=?UTF-8?B?0LrQvtC0?=");
}

TEST(HeaderText, NeverLetsALineEndThrough) {
    auto const encoded = header_text("a\r\nBcc: all@quest.example");
    EXPECT_EQ(encoded.find("Bcc"), std::string::npos);
    EXPECT_TRUE(encoded.starts_with("=?UTF-8?B?"));
}

TEST(HeaderText, EncodesWhatLooksEncoded) {
    EXPECT_TRUE(header_text("=?UTF-8?B?0LrQvtC0?=").starts_with("=?UTF-8?B?PT9"));
}

TEST(HeaderText, FoldsLongTextBetweenCharacters) {
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += "д";
    auto const encoded = header_text(text);
    // 38 bytes: one more would cut a character in two.
    std::string const word = "=?UTF-8?B?0LTQtNC00LTQtNC00LTQtNC00LTQtNC00LTQtNC00LTQtNC00LQ=?=";
    EXPECT_TRUE(encoded.starts_with(word + "\r\n " + word)) << encoded;
    std::size_t start = 0;
    while (start < encoded.size()) {
        auto const end = std::min(encoded.find("\r\n", start), encoded.size());
        EXPECT_LE(end - start, 76u);
        start = end + 2;
    }
}

TEST(QuotedPrintable, KeepsAsciiReadable) {
    EXPECT_EQ(quoted_printable("Your code is 123456"), "Your code is 123456");
}

TEST(QuotedPrintable, EncodesEqualSignsAndBytesAboveAscii) {
    EXPECT_EQ(quoted_printable("a=ñ"), "a=3D=C3=B1");
}

TEST(QuotedPrintable, MakesEveryLineEndCrLf) {
    EXPECT_EQ(quoted_printable("a\nb\r\nc"), "a\r\nb\r\nc");
    EXPECT_EQ(quoted_printable("a\rb"), "a=0Db");
}

TEST(QuotedPrintable, ProtectsBlanksAtLineEnds) {
    EXPECT_EQ(quoted_printable("a \nb\t"), "a=20\r\nb=09");
}

TEST(QuotedPrintable, BreaksLongLinesSoftly) {
    auto const encoded = quoted_printable(std::string(100, 'x'));
    EXPECT_EQ(encoded, std::string(75, 'x') + "=\r\n" + std::string(25, 'x'));
    EXPECT_EQ(quoted_printable(std::string(74, 'x') + "=").find("=\r\n=3D"), 74u);
}

TEST(HtmlEscaped, LeavesNoMarkup) {
    EXPECT_EQ(html_escaped("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
}

} // namespace
} // namespace qc::mail

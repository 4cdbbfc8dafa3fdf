// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64.hpp"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace qc::crypto {
namespace {

// RFC 4648 section 10.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> rfc_vectors{{
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
}};

std::string_view without_padding(std::string_view text) {
    while (text.ends_with('='))
        text.remove_suffix(1);
    return text;
}

TEST(Base64, AgreesWithTheRfc) {
    for (auto const& [plain, encoded] : rfc_vectors) {
        EXPECT_EQ(base64_encode(bytes_of(plain)), encoded);
        auto const decoded = base64_decode(encoded);
        ASSERT_TRUE(decoded) << encoded;
        EXPECT_EQ(text_of(*decoded), plain);
    }
}

TEST(Base64, RefusesEverySecondSpelling) {
    for (std::string_view const text :
         {"Zg",
          "Zg=",
          "Zg===",
          "Zm9v=",
          "Zh==",
          "Zm9=",
          " Zg==",
          "Zg==\n",
          "Zm 9v",
          "Zm9v!",
          "Z",
          "_-__",
          "====",
          "Zg==Zg=="})
        EXPECT_FALSE(base64_decode(text)) << text;
    EXPECT_TRUE(base64_decode("/+//"));
}

TEST(Base64Url, WorksWithoutPadding) {
    for (auto const& [plain, encoded] : rfc_vectors) {
        EXPECT_EQ(base64url_encode(bytes_of(plain)), without_padding(encoded));
        auto const decoded = base64url_decode(without_padding(encoded));
        ASSERT_TRUE(decoded) << encoded;
        EXPECT_EQ(text_of(*decoded), plain);
    }
    Bytes const high{0xfb, 0xff, 0xbf};
    EXPECT_EQ(base64url_encode(high), "-_-_");
    EXPECT_EQ(base64url_decode("-_-_"), high);
}

TEST(Base64Url, RefusesEverySecondSpelling) {
    for (std::string_view const text :
         {"Zg==", "Zh", "Zm9", "Zm9v\n", " Zg", "+/+/", "Z", "Zm9vY", "Zg.", "Zm\t8"})
        EXPECT_FALSE(base64url_decode(text)) << text;
    EXPECT_FALSE(base64url_decode(std::string_view("Zg\0", 3)));
}

TEST(Hex, GoesBothWays) {
    Bytes const bytes{0x00, 0x7f, 0xab};
    EXPECT_EQ(hex_encode(bytes), "007fab");
    EXPECT_EQ(hex_decode("007fAB"), bytes);
    EXPECT_EQ(hex_decode(""), Bytes{});
    for (std::string_view const text : {"0", "00a", "0g", "00 ", " 00", "0x00"})
        EXPECT_FALSE(hex_decode(text)) << text;
}

} // namespace
} // namespace qc::crypto

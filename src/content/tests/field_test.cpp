// SPDX-License-Identifier: Apache-2.0
#include "content/errors.hpp"
#include "content/field.hpp"

#include <gtest/gtest.h>

namespace qc::content {

namespace {

std::vector<PlaceStep> const place{std::string("body"), std::string("image")};

std::optional<std::string> bytes_of(std::string_view text) {
    auto const field = parse_file_field(text, place);
    if (!field || !std::holds_alternative<InlineFile>(*field)) return std::nullopt;
    return std::get<InlineFile>(*field).bytes;
}

TEST(FileField, EmptyMeansNoFile) {
    auto const field = parse_file_field("", place);
    ASSERT_TRUE(field);
    EXPECT_TRUE(std::holds_alternative<EmptyField>(*field));
}

TEST(FileField, DecodesDataUris) {
    EXPECT_EQ(bytes_of("data:image/png;base64,Zm9vYmE="), "fooba");
    EXPECT_EQ(bytes_of("data:text/plain;charset=utf-8;base64,Zm9v"), "foo");
    EXPECT_EQ(bytes_of("DATA:;BASE64,Zg=="), "f");
    EXPECT_EQ(bytes_of("data:image/png;base64,"), "");
}

TEST(FileField, DecodesRawBase64) {
    EXPECT_EQ(bytes_of("Zm9vYmFy"), "foobar");
    EXPECT_EQ(bytes_of("+/+/"), "\xFB\xFF\xBF");
    EXPECT_EQ(bytes_of("/9j/"), "\xFF\xD8\xFF");
    EXPECT_EQ(bytes_of("AAAA"), std::string(3, '\0'));
}

TEST(FileField, KeepsUrlsAsTheyAre) {
    for (auto const* url : {"https://example.org/a.png", "http://x", "HTTPS://X/y"}) {
        auto const field = parse_file_field(url, place);
        ASSERT_TRUE(field) << url;
        EXPECT_EQ(std::get<FileUrl>(*field).url, url);
    }
}

TEST(FileField, RefusesEverythingThatIsNotStrictBase64) {
    for (auto const* text :
         {"Zm9",
          "Zm9v\n",
          " Zm9v",
          "Zm9v ",
          "Zm 9v",
          "Zm9vYmE",
          "Z===",
          "====",
          "Zg=a",
          "Zg==Zg==",
          "-_-_",
          "Zh==",
          "Zm9=",
          "data:image/png,Zm9v",
          "data:image/png;base64",
          "ftp://x/y",
          "кот!",
          "data:image/png;base64,data:;base64,Zm9v"}) {
        auto const field = parse_file_field(text, place);
        ASSERT_FALSE(field) << text;
        EXPECT_TRUE(field.error().is(validation_error));
        ASSERT_EQ(field.error().problems.size(), 1U);
        EXPECT_EQ(field.error().problems[0].where, place);
        EXPECT_EQ(field.error().problems[0].type, "value_error");
        EXPECT_EQ(field.error().problems[0].message, "Value error, Invalid base64 string.");
    }
}

TEST(FileField, UnreadablePicturesAreAProblemOfTheField) {
    for (auto const& refusal :
         {refused_as_corrupted("x"), refused_type("text/plain", {"image/png"})}) {
        auto const error = as_image_field(refusal, place);
        EXPECT_TRUE(error.is(validation_error));
        EXPECT_EQ(error.problems.at(0).message, "Value error, The data isn't a valid image.");
        EXPECT_EQ(error.problems.at(0).where, place);
    }
    EXPECT_TRUE(as_image_field(refused_size(2, 1), place).is(errors::file_too_large));
}

} // namespace

} // namespace qc::content

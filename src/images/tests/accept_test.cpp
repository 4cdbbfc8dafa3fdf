// SPDX-License-Identifier: Apache-2.0
#include "content/tests/files.hpp"
#include "images/images.hpp"
#include "images/tests/samples.hpp"

#include <gtest/gtest.h>

namespace qc::images {

namespace {

using content::ContentContext;
using tests::look_at;
using tests::picture;

ErrorCode const* code_of(ContentContext context, std::string bytes) {
    auto const accepted = accept_file(context, std::nullopt, std::move(bytes));
    return accepted ? nullptr : accepted.error().code;
}

TEST(AcceptFile, StoresTheCleanedPicture) {
    auto const original = picture(".jpg", {.orientation = 6, .with_metadata = true});
    auto const accepted = accept_file(ContentContext::avatar, "me.jpg", original);
    ASSERT_TRUE(accepted);
    EXPECT_EQ(accepted->mime_type, "image/jpeg");
    EXPECT_EQ(accepted->extension, ".jpg");
    EXPECT_EQ(accepted->width, 20);
    EXPECT_EQ(accepted->height, 40);
    EXPECT_EQ(accepted->bytes.find("Secret"), std::string::npos);
    EXPECT_EQ(accepted->sha256, content::sha256_hex(accepted->bytes));
}

TEST(AcceptFile, TellsThatABitmapBecamePng) {
    auto const accepted = accept_file(ContentContext::quest, "old.bmp", tests::bmp(6, 6));
    ASSERT_TRUE(accepted);
    EXPECT_EQ(accepted->type, content::FileType::png);
    EXPECT_EQ(accepted->mime_type, "image/png");
    EXPECT_EQ(accepted->extension, ".png");
}

TEST(AcceptFile, LeavesDocumentsAsTheyAre) {
    auto const document = content::tests::docx_with({});
    auto const accepted = accept_file(ContentContext::point, "plan.docx", document);
    ASSERT_TRUE(accepted);
    EXPECT_EQ(accepted->bytes, document);
    EXPECT_FALSE(accepted->width);
}

TEST(AcceptFile, AcceptsTheSmallestPicture) {
    EXPECT_EQ(code_of(ContentContext::avatar, picture(".png", {.width = 1, .height = 1})), nullptr);
}

TEST(AcceptFile, RefusesBombsByTheirHeader) {
    EXPECT_EQ(
        code_of(ContentContext::quest, tests::png_that_declares(50'000, 50'000)),
        &content::errors::image_too_large
    );
    EXPECT_EQ(
        code_of(ContentContext::general, tests::png_that_declares(50'000, 50'000)),
        &content::errors::image_too_large
    );
}

TEST(AcceptFile, RefusesMoreThanThreeHundredFrames) {
    auto const animation = [](int frames) {
        return picture(".gif[effort=1]", {.width = 8, .height = 8, .frames = frames});
    };
    EXPECT_EQ(code_of(ContentContext::quest, animation(300)), nullptr);
    EXPECT_EQ(code_of(ContentContext::quest, animation(301)), &content::errors::image_too_large);
}

TEST(AcceptFile, RefusesHalfPicturesAndPolyglots) {
    auto whole = picture(".jpg", {.width = 400, .height = 300});
    whole.resize(whole.size() / 2);
    EXPECT_EQ(code_of(ContentContext::quest, whole), &content::errors::corrupted_file);
    EXPECT_EQ(
        code_of(ContentContext::quest, "GIF89a/*<script>alert(1)</script>*/=1;"),
        &content::errors::corrupted_file
    );
}

TEST(AcceptFile, RefusesTheVirusBehindAPicture) {
    EXPECT_EQ(
        code_of(ContentContext::quest, picture(".png") + content::tests::test_virus()),
        &content::errors::virus_detected
    );
}

} // namespace

} // namespace qc::images

// SPDX-License-Identifier: Apache-2.0
#include "files/domain/file_key.hpp"
#include "files/domain/quota.hpp"

#include <gtest/gtest.h>

namespace qc::files {
namespace {

TEST(FileKey, NamesCategoryAndRelease) {
    Uuid const id = *Uuid::parse("6f0b5dc2-3d3a-4f0e-9d51-0a4a1f2b3c4d");
    std::string const name = "6f0b5dc2-3d3a-4f0e-9d51-0a4a1f2b3c4d";
    auto const key = [&](std::string_view type, std::string_view extension) {
        return make_key({type, "uploads", id, extension});
    };
    EXPECT_EQ(key("image/png", ".png"), "images/uploads/" + name + ".png");
    EXPECT_EQ(key("video/mp4", ".mp4"), "videos/uploads/" + name + ".mp4");
    EXPECT_EQ(key("audio/mpeg", ".mp3"), "audio/uploads/" + name + ".mp3");
    EXPECT_EQ(key("application/vnd.ms-excel", ".xls"), "excels/uploads/" + name + ".xls");
    EXPECT_EQ(key("application/pdf", ".pdf"), "documents/uploads/" + name + ".pdf");
}

TEST(FileKey, IsASafePath) {
    EXPECT_TRUE(is_well_formed_key("images/quests/points/a-b_c.png"));
    for (std::string const bad :
         {"",
          "/images/a.png",
          "images//a.png",
          "images/../a.png",
          "images/./a.png",
          "..",
          "images/a.png/",
          "images\\a.png",
          "images/a b.png",
          "images/%2e%2e/a.png",
          "images/\xc3\xa4.png"})
        EXPECT_FALSE(is_well_formed_key(bad)) << bad;
    EXPECT_FALSE(is_well_formed_key(std::string("a\0b", 3)));
    EXPECT_FALSE(is_well_formed_key(std::string(1025, 'a')));
}

TEST(FileKey, TellsPrivateReleases) {
    EXPECT_TRUE(is_private_key("images/chat_17/a.png"));
    EXPECT_TRUE(is_private_key("images/checkins/a.png"));
    EXPECT_TRUE(is_private_key("documents/quests/points/a.pdf"));
    EXPECT_FALSE(is_private_key("images/quests/a.png"));
    EXPECT_FALSE(is_private_key("images/avatars/a.png"));
    EXPECT_FALSE(is_private_key("images/a.png"));
    EXPECT_FALSE(is_private_key("checkins"));
}

TEST(FileKey, TellsDefaultPictures) {
    EXPECT_TRUE(is_static_key("static/default-quest.png"));
    EXPECT_FALSE(is_static_key("images/static/a.png"));
}

TEST(Quota, CountsFilesAndBytes) {
    std::int64_t const mebibyte = 1 << 20;
    EXPECT_TRUE(fits_quota({199, 199 * mebibyte}, 1, mebibyte));
    EXPECT_FALSE(fits_quota({200, 0}, 1, 1));
    EXPECT_FALSE(fits_quota({0, 199 * mebibyte}, 1, mebibyte + 1));
    EXPECT_TRUE(fits_quota({5000, 2047 * mebibyte, true}, 1, mebibyte));
    EXPECT_FALSE(fits_quota({0, 2048 * mebibyte, true}, 1, 1));
}

} // namespace
} // namespace qc::files

// SPDX-License-Identifier: Apache-2.0
#include "files/application/file_urls.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

namespace qc::files {
namespace {

class FileUrlsTest : public testing::Test {
protected:
    test::FakeClock clock;
    crypto::KeyRing keys{"a secret of at least thirty-two bytes"};
    FileUrls urls{{"https://cdn.example", "https://quest.example/api/v1/files"}, keys, clock};
};

TEST_F(FileUrlsTest, ServesDefaultPicturesFromTheApplication) {
    EXPECT_EQ(urls.url("images/quests/a.png"), "https://cdn.example/images/quests/a.png");
    EXPECT_EQ(
        urls.url("static/default-tool.png"),
        "https://quest.example/api/v1/files/static/default-tool.png"
    );
    EXPECT_EQ(
        urls.key_of("https://quest.example/api/v1/files/static/default-tool.png"),
        "static/default-tool.png"
    );
    EXPECT_EQ(urls.key_of("https://cdn.example/a.png?exp=1&sig=2#x"), "a.png");
    EXPECT_FALSE(urls.key_of("https://cdn.example"));
    EXPECT_FALSE(urls.key_of("https://cdn.example.evil/a.png"));
    EXPECT_FALSE(urls.key_of("https://cdn.example/a/../b.png"));
}

TEST_F(FileUrlsTest, SignsPrivateKeysWithTwentyTwoCharacters) {
    auto const url = urls.url("images/checkins/a.png");
    auto const mark = url.find("?exp=1769947200&sig=");
    ASSERT_NE(mark, std::string::npos) << url;
    EXPECT_EQ(url.size() - url.rfind('=') - 1, 22u);
}

TEST_F(FileUrlsTest, HonoursNoSignatureOfAnotherSecret) {
    auto const url = urls.url("images/checkins/a.png");
    Signature const signature{"1769947200", url.substr(url.rfind('=') + 1)};
    EXPECT_TRUE(urls.may_read("images/checkins/a.png", signature));
    crypto::KeyRing const foreign("another secret of at least thirty-two bytes");
    FileUrls const other({"https://cdn.example", ""}, foreign, clock);
    EXPECT_FALSE(other.may_read("images/checkins/a.png", signature));
}

} // namespace
} // namespace qc::files

// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::files {
namespace {

TEST_F(FilesTest, ServesContentForGood) {
    auto const ann = api().make_user();
    auto const key = stored_picture(ann);
    auto const answer = fetch(files().public_url(key));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.content_type, "image/png");
    EXPECT_EQ(answer.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(answer.header("Content-Security-Policy"), "sandbox; default-src 'none'");
    EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "cross-origin");
    EXPECT_EQ(answer.header("Content-Disposition"), "inline");
    EXPECT_EQ(answer.header("Accept-Ranges"), "bytes");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
}

TEST_F(FilesTest, SaysWhenTheClientHasItAlready) {
    auto const url = files().public_url(stored_picture(api().make_user()));
    auto const tag = fetch(url).header("ETag");
    for (auto const& known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
        auto const answer = fetch(url, {{"If-None-Match", known}});
        EXPECT_EQ(answer.status, 304) << known;
        EXPECT_TRUE(answer.body.empty());
        EXPECT_EQ(answer.header("ETag"), tag);
    }
    EXPECT_EQ(fetch(url, {{"If-None-Match", "\"other\""}}).status, 200);
}

TEST_F(FilesTest, ServesPartsOfAFile) {
    auto const url = files().public_url(stored_picture(api().make_user()));
    auto const whole = fetch(url);
    auto const size = std::to_string(whole.body.size());
    auto const part = fetch(url, {{"Range", "bytes=1-3"}});
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "PNG");
    EXPECT_EQ(part.header("Content-Range"), "bytes 1-3/" + size);
    EXPECT_EQ(fetch(url, {{"Range", "bytes=-4"}}).body, whole.body.substr(whole.body.size() - 4));
    EXPECT_EQ(fetch(url, {{"Range", "bytes=0-1,4-5"}}).status, 200);
    auto const outside = fetch(url, {{"Range", "bytes=" + size + "-"}});
    EXPECT_EQ(outside.code(), "RANGE_NOT_SATISFIABLE");
    EXPECT_EQ(outside.status, 416);
    EXPECT_EQ(outside.header("Content-Range"), "bytes */" + size);
}

TEST_F(FilesTest, ServesAPartOnlyOfTheVersionThatIsMeant) {
    auto const url = files().public_url(stored_picture(api().make_user()));
    auto const tag = fetch(url).header("ETag");
    EXPECT_EQ(fetch(url, {{"Range", "bytes=1-3"}, {"If-Range", tag}}).status, 206);
    EXPECT_EQ(fetch(url, {{"Range", "bytes=1-3"}, {"If-Range", "\"other\""}}).status, 200);
}

TEST_F(FilesTest, ShowsPrivateFilesOnlyWithASignature) {
    auto const ann = api().make_user();
    auto const key = stored_picture(ann, Context::chat, "chat_17");
    auto const url = files().private_url(key);
    auto const answer = fetch(url);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Cache-Control"), "private, max-age=3600");
    auto const bare = files().public_url(key);
    EXPECT_EQ(fetch(bare).code(), "PERMISSION_DENIED");
    EXPECT_EQ(fetch(bare + "?exp=99999999999").status, 403);
    EXPECT_EQ(fetch(bare + "?exp=99999999999&sig=AAAAAAAAAAAAAAAAAAAAAA").status, 403);
    EXPECT_EQ(fetch(bare + "?exp=soon&sig=AAAAAAAAAAAAAAAAAAAAAA").status, 403);
    EXPECT_EQ(fetch(bare + "?exp=99999999999&sig=short").status, 403);
    auto const later = url.find("exp=") + 4;
    auto tampered = url;
    tampered[later] = '9';
    EXPECT_EQ(fetch(tampered).status, 403);
    auto const other = stored_picture(ann, Context::chat, "chat_17");
    EXPECT_EQ(fetch(files().public_url(other) + url.substr(url.find('?'))).status, 403);
}

TEST_F(FilesTest, EndsTheRightToAPrivateFile) {
    auto const key = stored_picture(api().make_user(), Context::checkin, "checkins");
    api().clock().advance(std::chrono::minutes{1});
    auto const url = files().private_url(key);
    api().clock().advance(std::chrono::minutes{59});
    EXPECT_EQ(files().private_url(key), url);
    api().clock().advance(std::chrono::hours{24} - std::chrono::seconds{1});
    EXPECT_EQ(fetch(url).status, 200);
    api().clock().advance(std::chrono::seconds{1});
    EXPECT_EQ(fetch(url).status, 403);
}

TEST_F(FilesTest, KnowsNothingOutsideOfItsKeys) {
    for (std::string const path :
         {"images/quests/6f0b5dc2-3d3a-4f0e-9d51-0a4a1f2b3c4d.png",
          "..%2f..%2fetc%2fpasswd",
          "../../../etc/passwd",
          "images//a.png",
          "images/a%20b.png",
          "static/category-13.png",
          "static/../images/a.png"}) {
        EXPECT_EQ(api().get("/api/v1/files/" + path).status, 404) << path;
    }
}

TEST_F(FilesTest, FindsNoObjectBehindASymbolicLink) {
    auto const key = stored_picture(api().make_user());
    auto const outside = root_ / "outside.png";
    std::filesystem::rename(root_ / key, outside);
    std::filesystem::create_symlink(outside, root_ / key);
    EXPECT_EQ(fetch(files().public_url(key)).code(), "FILE_NOT_FOUND");
}

TEST_F(FilesTest, ServesDefaultPicturesFromMemory) {
    for (std::string const name :
         {"category-1",
          "category-12",
          "default-quest",
          "default-merch",
          "default-category",
          "default-tool"}) {
        auto const answer = fetch(files().public_url("static/" + name + ".png"));
        EXPECT_EQ(answer.status, 200) << name;
        EXPECT_EQ(answer.content_type, "image/png");
        EXPECT_EQ(answer.body.substr(1, 3), "PNG");
        EXPECT_FALSE(answer.header("ETag").empty());
    }
    auto const url = files().public_url("static/default-quest.png");
    EXPECT_EQ(fetch(url, {{"Range", "bytes=1-3"}}).body, "PNG");
    EXPECT_EQ(fetch(url, {{"If-None-Match", "*"}}).status, 304);
}

} // namespace
} // namespace qc::files

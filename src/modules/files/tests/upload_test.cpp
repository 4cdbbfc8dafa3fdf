// SPDX-License-Identifier: Apache-2.0
#include "core/unavailable.hpp"
#include "images/tests/samples.hpp"
#include "pg/rows.hpp"
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::files {
namespace {

using images::tests::picture;

std::string const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

TEST_F(FilesTest, StoresPicturesWithoutTheirMetadata) {
    auto const ann = api().make_user();
    auto const original = picture(".jpg", {.orientation = 6, .with_metadata = true});
    auto const answer = upload({{"files", "me.jpg", original}}, &ann);
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.at("/files/0/mimeType"), "image/jpeg");
    EXPECT_EQ(answer.at("/files/0/width"), 20);
    EXPECT_EQ(answer.at("/files/0/height"), 40);
    EXPECT_EQ(answer.at("/files/0/expiresAt"), "2026-02-01T12:00:00.000000Z");
    auto const content = fetch(std::string(answer.at("/files/0/url").as_string()));
    EXPECT_EQ(content.status, 200);
    auto const seen = images::tests::look_at(content.body);
    EXPECT_EQ(seen.orientation, 1);
    EXPECT_EQ(content.body.find("Exif"), std::string::npos);
    EXPECT_EQ(content.body.find("Secret"), std::string::npos);
    EXPECT_EQ(
        content.header("ETag"), "\"" + std::string(answer.at("/files/0/sha256").as_string()) + "\""
    );
}

TEST_F(FilesTest, StoresSeveralFilesUnderBothNames) {
    auto const ann = api().make_user();
    auto const answer =
        upload({{"files", "a.png", picture(".png")}, {"file", "plan.pdf", pdf}}, &ann);
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_TRUE(std::string(answer.at("/files/0/key").as_string()).starts_with("images/uploads/"));
    EXPECT_TRUE(std::string(answer.at("/files/1/key").as_string()).starts_with("documents/uploads/")
    );
    EXPECT_TRUE(answer.at("/files/1/width").is_null());
    EXPECT_EQ(objects(), 2u);
    auto const document = fetch(std::string(answer.at("/files/1/url").as_string()));
    EXPECT_EQ(document.header("Content-Disposition"), "attachment");
    EXPECT_EQ(document.body, pdf);
}

TEST_F(FilesTest, UsesTheLimitsOfTheContext) {
    auto const ann = api().make_user();
    auto const quest =
        upload({{"context", "", "quest"}, {"files", "a.png", picture(".png")}}, &ann);
    EXPECT_TRUE(std::string(quest.at("/files/0/key").as_string()).starts_with("images/quests/"));
    auto const avatar = upload({{"context", "", "avatar"}, {"files", "a.pdf", pdf}}, &ann);
    EXPECT_EQ(avatar.code(), "INVALID_FILE_TYPE");
    auto const chat = upload({{"context", "", "chat"}, {"files", "a.png", picture(".png")}}, &ann);
    std::string const url(chat.at("/files/0/url").as_string());
    EXPECT_NE(url.find("?exp="), std::string::npos);
    EXPECT_EQ(fetch(url).status, 200);
}

TEST_F(FilesTest, RefusesFormsWithoutFilesOrWithTooMany) {
    auto const ann = api().make_user();
    auto const none = upload({{"context", "", "everything"}, {"other", "a.png", "x"}}, &ann);
    EXPECT_EQ(none.status, 422);
    EXPECT_EQ(none.at("/errors/0/type"), "missing");
    EXPECT_EQ(none.at("/errors/1/type"), "enum");
    std::vector<Part> const many(11, Part{"files", "a.png", "x"});
    EXPECT_EQ(upload(many, &ann).at("/errors/0/type"), "too_long");
    test::ApiCall call{http::Method::post, "/api/v1/files", "--limit", &ann};
    call.headers.emplace_back("Content-Type", "multipart/form-data; boundary=limit");
    EXPECT_EQ(api().call(call).code(), "CORRUPTED_FILE");
    call.headers = {{"Content-Type", "multipart/form-data"}};
    EXPECT_EQ(api().call(call).code(), "CORRUPTED_FILE");
    EXPECT_EQ(api().post("/api/v1/files", "{}", &ann).status, 415);
}

TEST_F(FilesTest, StoresAllOrNothing) {
    auto const ann = api().make_user();
    auto const answer = upload({{"files", "a.png", picture(".png")}, {"files", "b.png", ""}}, &ann);
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(rows(), 0);
    EXPECT_EQ(objects(), 0u);
}

TEST_F(FilesTest, RefusesUnsafeContentAndNames) {
    auto const ann = api().make_user();
    EXPECT_EQ(upload({{"files", "a.png", ""}}, &ann).code(), "EMPTY_FILE");
    EXPECT_EQ(upload({{"files", "a.png.exe", picture(".png")}}, &ann).code(), "UNSAFE_FILENAME");
    EXPECT_EQ(
        upload({{"files", "a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"}}, &ann).status, 400
    );
    EXPECT_EQ(rows(), 0);
}

TEST_F(FilesTest, TakesFilesOfVerifiedUsersOnly) {
    auto const guest = api().make_user({.is_verified = false});
    std::vector<Part> const parts{{"files", "a.png", picture(".png")}};
    EXPECT_EQ(upload(parts, nullptr).status, 401);
    EXPECT_EQ(upload(parts, &guest).status, 403);
}

TEST_F(FilesTest, KeepsTheDailyQuota) {
    auto const ann = api().make_user();
    auto const boss = api().make_user({.role = 1});
    for (auto const& user : {ann, boss}) {
        api().session().run(
            "insert into stored_file (key, owner_id, mime_type, size, sha256, context, created_at)"
            " select 'images/x/' || $1::uuid || n, $1, 'image/png', 1, '', 'default', "
            "$2::timestamptz"
            " from generate_series(1, 199) n",
            pg::parameters(user.user, api().clock().now())
        );
    }
    std::vector<Part> const one{{"files", "a.png", picture(".png")}};
    std::vector<Part> const two{one[0], one[0]};
    EXPECT_EQ(upload(two, &ann).status, 429);
    EXPECT_EQ(upload(one, &ann).status, 201);
    auto const refused = upload(one, &ann);
    EXPECT_EQ(refused.code(), "TOO_MANY_REQUESTS");
    EXPECT_EQ(refused.header("Retry-After"), "43200");
    EXPECT_EQ(upload(two, &boss).status, 201);
    api().clock().advance(std::chrono::hours{12});
    EXPECT_EQ(upload(one, &ann).status, 201);
}

TEST_F(FilesTest, CountsBytesOfUploadsThatComeTogether) {
    auto const ann = api().make_user();
    api().session().run(
        "insert into stored_file (key, owner_id, mime_type, size, sha256, context, created_at)"
        " values ('images/x/a', $1, 'image/png', 200 * 1048576 - 10, '', 'default', $2)",
        pg::parameters(ann.user, api().clock().now())
    );
    EXPECT_EQ(upload({{"files", "a.png", picture(".png")}}, &ann).status, 429);
    EXPECT_EQ(objects(), 0u);
    EXPECT_EQ(rows(), 1);
}

TEST_F(FilesTest, LeavesNothingBehindWhenTheStoreFails) {
    auto const ann = api().make_user();
    store_->puts_fail = true;
    EXPECT_THROW(stored_picture(ann), Unavailable);
    settle();
    EXPECT_EQ(rows(), 0);
}

} // namespace
} // namespace qc::files

// SPDX-License-Identifier: Apache-2.0
#include "content/errors.hpp"
#include "core/unavailable.hpp"
#include "crypto/base64.hpp"
#include "images/tests/samples.hpp"
#include "scene.hpp"
#include "telemetry/log.hpp"

#include <gtest/gtest.h>

namespace qc::files {
namespace {

std::string base64_picture(images::tests::Sample const& sample = {}) {
    return crypto::base64_encode(crypto::bytes_of(images::tests::picture(".png", sample)));
}

std::string first_message(Error const& error) {
    return error.problems.empty() ? std::string(error.code->code) : error.problems[0].message;
}

class Lines final : public telemetry::LogSink {
public:
    void write(std::string_view line) override { text.append(line).append("\n"); }

    std::string text;
};

TEST_F(FilesTest, AcceptsContentInBothForms) {
    auto const ann = api().make_user();
    for (auto const& text : {base64_picture(), "data:image/jpeg;base64," + base64_picture()}) {
        auto const outcome = accept(field(ann, text));
        ASSERT_TRUE(outcome);
        EXPECT_TRUE(outcome->changed);
        EXPECT_TRUE(outcome->key->starts_with("images/quests/"));
        EXPECT_TRUE(outcome->key->ends_with(".png"));
        EXPECT_TRUE(has_object(*outcome->key));
    }
}

TEST_F(FilesTest, RefusesFieldsThatHoldNoPicture) {
    auto const ann = api().make_user();
    EXPECT_EQ(
        first_message(accept(field(ann, "no base64!")).error()),
        "Value error, Invalid base64 string."
    );
    EXPECT_EQ(
        first_message(accept(field(ann, "bm8gcGljdHVyZQ==")).error()),
        "Value error, The data isn't a valid image."
    );
    auto document = field(ann, "AAECAwQFBgcICQ==");
    document.context = Context::mentor;
    EXPECT_EQ(first_message(accept(document).error()), "INVALID_FILE_TYPE");
    auto large = field(ann, base64_picture({.width = 5000, .height = 10}));
    large.context = Context::avatar;
    EXPECT_EQ(first_message(accept(large).error()), "IMAGE_TOO_LARGE");
}

TEST_F(FilesTest, LogsRefusedUploadsAsSecurityEvents) {
    auto const ann = api().make_user();
    Lines lines;
    telemetry::Logging const logging({}, api().clock(), lines);
    EXPECT_FALSE(accept(field(ann, "bm8gcGljdHVyZQ==")));
    EXPECT_NE(lines.text.find("unsafe_file_upload_blocked"), std::string::npos);
    EXPECT_NE(lines.text.find(ann.user.text()), std::string::npos);
}

TEST_F(FilesTest, KeepsWhatTheRowHolds) {
    auto const ann = api().make_user();
    auto const bob = api().make_user();
    auto const key = stored_picture(bob);
    for (auto const& text :
         {std::string(),
          files().public_url(key),
          files().public_url(key) + "?exp=1&sig=x",
          files().public_url("static/default-quest.png")}) {
        auto same = field(ann, text);
        same.current_key = key;
        auto const outcome = accept(same);
        ASSERT_TRUE(outcome) << text;
        EXPECT_FALSE(outcome->changed);
        EXPECT_EQ(outcome->key, key);
    }
}

TEST_F(FilesTest, TakesNothingOrADefaultPictureForNoPicture) {
    auto const ann = api().make_user();
    for (auto const& text : {std::string(), files().public_url("static/default-quest.png")}) {
        auto const outcome = accept(field(ann, text));
        ASSERT_TRUE(outcome);
        EXPECT_FALSE(outcome->changed);
        EXPECT_FALSE(outcome->key);
    }
}

TEST_F(FilesTest, AcceptsUrlsOfOwnFilesOnly) {
    auto const ann = api().make_user();
    auto const bob = api().make_user();
    auto const key = stored_picture(ann, Context::general, "uploads");
    auto const outcome = accept(field(ann, files().public_url(key)));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->key, key);
    EXPECT_TRUE(outcome->changed);
    std::string const expected = "Value error, The URL should be of a file that you uploaded.";
    for (auto const& text :
         {files().public_url(key),
          std::string("https://quest.example/api/v1/files/images/uploads/none.png"),
          std::string("https://quest.example/api/v1/files/../files/x"),
          std::string("https://quest.example/api/v1/filesystem/x"),
          std::string("https://elsewhere.example/a.png")})
        EXPECT_EQ(first_message(accept(field(bob, text)).error()), expected) << text;
}

TEST_F(FilesTest, RefusesUrlsOfFilesThatWouldNotFit) {
    auto const ann = api().make_user();
    std::string const expected = "Value error, The file of this URL doesn't fit here.";
    auto const chat = stored_picture(ann, Context::chat, "chat_1");
    EXPECT_EQ(first_message(accept(field(ann, files().private_url(chat))).error()), expected);
    auto private_field = field(ann, files().private_url(chat));
    private_field.context = Context::checkin;
    EXPECT_TRUE(accept(private_field));
    Upload upload{Context::general, "uploads", ann.user, "a.txt", "only text"};
    auto const text = api().run(files().store(std::move(upload)));
    ASSERT_TRUE(text);
    EXPECT_EQ(first_message(accept(field(ann, files().public_url(text->key))).error()), expected);
}

TEST_F(FilesTest, KeepsObjectsInItsFolderUnlessToldOtherwise) {
    FilesServices const services{
        api().database(),
        api().clock(),
        api().random(),
        keys_,
        *pool_,
        {(root_ / "own").string(), "https://quest.example/files"}
    };
    FilesModule own(services);
    Upload upload{
        Context::quest, "quests", std::nullopt, std::nullopt, images::tests::picture(".png")
    };
    auto const stored = api().run(own.facade().store(std::move(upload)));
    ASSERT_TRUE(stored);
    EXPECT_TRUE(std::filesystem::exists(root_ / "own" / stored->key));
}

TEST_F(FilesTest, StoresForNobody) {
    Upload upload{
        Context::quest, "quests", std::nullopt, std::nullopt, images::tests::picture(".png")
    };
    auto const stored = api().run(files().store(std::move(upload)));
    ASSERT_TRUE(stored);
    EXPECT_TRUE(has_object(stored->key));
}

TEST_F(FilesTest, DeletesAFileWithItsLastReference) {
    auto const key = stored_picture(api().make_user());
    link(key);
    link(key);
    unlink(key);
    settle();
    EXPECT_TRUE(has_object(key));
    unlink(key);
    settle();
    EXPECT_FALSE(has_object(key));
    EXPECT_EQ(rows(), 0);
    EXPECT_EQ(fetch(files().public_url(key)).status, 404);
}

TEST_F(FilesTest, KeepsAFileWhenItsReleaseIsRolledBack) {
    auto const key = stored_picture(api().make_user());
    link(key);
    auto const abandon = [](pg::Database& database, Files& all, std::string what) -> Task<void> {
        auto const transaction = co_await database.begin();
        co_await all.unlink(*transaction, std::move(what));
    };
    api().run(abandon(api().database(), files(), key));
    settle();
    EXPECT_TRUE(has_object(key));
}

TEST_F(FilesTest, KeepsAFileThatWasLinkedAgainAtOnce) {
    auto const key = stored_picture(api().make_user());
    link(key);
    store_->removals_fail = true;
    unlink(key);
    EXPECT_THROW(settle(), Unavailable);
    link(key);
    store_->removals_fail = false;
    settle();
    EXPECT_TRUE(has_object(key));
}

TEST_F(FilesTest, LeavesDefaultPicturesUncounted) {
    link("static/default-tool.png");
    unlink("static/default-tool.png");
    EXPECT_EQ(rows(), 0);
}

TEST_F(FilesTest, RefusesToLinkWhatIsGone) {
    EXPECT_THROW(link("images/quests/gone.png"), Unavailable);
    unlink("images/quests/gone.png");
}

TEST_F(FilesTest, TriesAgainToDeleteUntilTheStoreWorks) {
    auto const ann = api().make_user();
    auto const first = stored_picture(ann);
    auto const second = stored_picture(ann);
    link(first);
    link(second);
    store_->removals_fail = true;
    unlink(first);
    unlink(second);
    EXPECT_THROW(settle(), Unavailable);
    EXPECT_THROW(settle(), Unavailable);
    EXPECT_TRUE(has_object(first));
    EXPECT_EQ(rows(), 2);
    store_->removals_fail = false;
    settle();
    EXPECT_EQ(objects(), 0u);
    EXPECT_EQ(rows(), 0);
}

TEST_F(FilesTest, SweepsWhatNobodyUsesForADay) {
    auto const ann = api().make_user();
    auto const unused = stored_picture(ann);
    auto const used = stored_picture(ann);
    link(used);
    api().clock().advance(std::chrono::hours{24} - std::chrono::seconds{1});
    run_job("sweep files");
    EXPECT_TRUE(has_object(unused));
    api().clock().advance(std::chrono::seconds{1});
    store_->removals_fail = true;
    EXPECT_THROW(run_job("sweep files"), Unavailable);
    store_->removals_fail = false;
    run_job("sweep files");
    EXPECT_FALSE(has_object(unused));
    EXPECT_TRUE(has_object(used));
    EXPECT_EQ(rows(), 1);
}

TEST_F(FilesTest, SweepsMoreThanOneBatch) {
    api().session().run("insert into stored_file (key, mime_type, size, sha256, context, "
                        "unreferenced_at) select 'images/uploads/' || n || '.png', 'image/png', 1, "
                        "'', 'default', '2026-01-01' from generate_series(1, 201) n");
    run_job("sweep files");
    EXPECT_EQ(rows(), 0);
}

TEST_F(FilesTest, ReportsReferencesToObjectsThatAreGone) {
    auto const ann = api().make_user();
    auto const there = stored_picture(ann);
    auto const gone = stored_picture(ann);
    link(there);
    link(gone);
    std::filesystem::remove(root_ / gone);
    Lines lines;
    telemetry::Logging const logging({}, api().clock(), lines);
    run_job("check references to files");
    EXPECT_NE(lines.text.find(gone), std::string::npos);
    EXPECT_EQ(lines.text.find(there), std::string::npos);
}

} // namespace
} // namespace qc::files

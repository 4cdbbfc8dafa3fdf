// SPDX-License-Identifier: Apache-2.0
#include "core/unavailable.hpp"
#include "files/local/folder.hpp"
#include "files/local/local_object_store.hpp"
#include "support/fake_clock.hpp"
#include "support/wait.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <system_error>

namespace qc::files {
namespace {

namespace fs = std::filesystem;

class FolderTest : public testing::Test {
protected:
    FolderTest() {
        auto pattern = (fs::temp_directory_path() / "qc-folder-XXXXXX").string();
        root = fs::path(::mkdtemp(pattern.data())) / "files";
    }

    ~FolderTest() override { fs::remove_all(root.parent_path()); }

    fs::path root;
};

TEST_F(FolderTest, ReadsWhatWasWritten) {
    Folder const folder(root);
    folder.write("images/quests/points/a.png", "0123456789");
    EXPECT_EQ(folder.read("images/quests/points/a.png", {0, 10}), "0123456789");
    EXPECT_EQ(folder.read("images/quests/points/a.png", {3, 4}), "3456");
    EXPECT_TRUE(folder.contains("images/quests/points/a.png"));
    EXPECT_FALSE(folder.read("images/quests/points/a.png", {3, 8}));
}

TEST_F(FolderTest, GivesNarrowRightsWhateverTheUmaskIs) {
    Folder const folder(root);
    auto const before = ::umask(0);
    folder.write("images/a.png", "x");
    ::umask(before);
    EXPECT_EQ(fs::status(root / "images").permissions(), fs::perms{0750});
    EXPECT_EQ(fs::status(root / "images/a.png").permissions(), fs::perms{0640});
}

TEST_F(FolderTest, LeavesNoDraftBehind) {
    Folder const folder(root);
    folder.write("images/a.png", "x");
    fs::create_directories(root / "images/b.png");
    EXPECT_THROW(folder.write("images/b.png", "x"), std::system_error);
    int files = 0;
    for ([[maybe_unused]] auto const& entry : fs::directory_iterator(root / "images"))
        ++files;
    EXPECT_EQ(files, 2);
    EXPECT_FALSE(folder.contains("images/b.png"));
    EXPECT_FALSE(folder.read("images/b.png", {0, 1}));
}

TEST_F(FolderTest, FollowsNoSymbolicLinks) {
    Folder const folder(root);
    auto const outside = root.parent_path() / "outside";
    fs::create_directories(outside);
    std::ofstream(outside / "a.png") << "secret";
    fs::create_directory_symlink(outside, root / "images");
    EXPECT_FALSE(folder.read("images/a.png", {0, 6}));
    EXPECT_FALSE(folder.contains("images/a.png"));
    folder.remove("images/a.png");
    EXPECT_TRUE(fs::exists(outside / "a.png"));
    EXPECT_THROW(folder.write("images/b.png", "x"), std::system_error);
}

TEST_F(FolderTest, RemovesWhatMayNotBeThere) {
    Folder const folder(root);
    folder.write("images/a.png", "x");
    folder.remove("images/a.png");
    folder.remove("images/a.png");
    folder.remove("none/a.png");
    EXPECT_FALSE(folder.contains("images/a.png"));
    EXPECT_FALSE(folder.contains("none/a.png"));
}

TEST_F(FolderTest, IsADependencyThatMayBeDown) {
    test::FakeClock const clock;
    boost::asio::io_context loop{1};
    blocking::BlockingPool pool(clock, {.threads = 1});
    LocalObjectStore store(root, pool);
    fs::remove_all(root);
    EXPECT_THROW(test::wait(loop, store.exists("images/a.png")), Unavailable);
    EXPECT_THROW(test::wait(loop, store.get("images/a.png", {0, 1})), Unavailable);
    EXPECT_THROW(test::wait(loop, store.remove("images/a.png")), Unavailable);
    Object object;
    object.record.key = "images/a.png";
    EXPECT_THROW(test::wait(loop, store.put(object)), Unavailable);
}

} // namespace
} // namespace qc::files

// SPDX-License-Identifier: Apache-2.0
#include "app/dev/command.hpp"
#include "app/dev/private_cluster.hpp"
#include "app/dev/small_file.hpp"
#include "app/dev/workspace.hpp"
#include "app/settings.hpp"
#include "pg/blocking_session.hpp"
#include "pg/rows.hpp"
#include "support/sequence_random.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace qc::app {
namespace {

namespace fs = std::filesystem;

class WorkspaceTest : public testing::Test {
protected:
    void SetUp() override {
        auto pattern = (fs::temp_directory_path() / "questcity-workspace-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        // The user postgres must reach it when root runs the tests.
        fs::permissions(folder_, fs::perms{0755});
    }

    void TearDown() override { fs::remove_all(folder_); }

    fs::path folder_;
    test::SequenceRandom random_;
};

TEST(RunCommand, GivesOutputAndExitCode) {
    auto const outcome = run_command({"sh", "-c", "echo out; echo err >&2; exit 3"});
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.output, "out\nerr\n");
    EXPECT_EQ(run_command({"sh", "-c", "kill -9 $$"}).exit_code, 137);
}

TEST(RunCommand, FailsOnAProgramThatIsNotThere) {
    try {
        EXPECT_EQ(run_command({"questcity-no-such-program"}).exit_code, 127);
    } catch (std::system_error const& error) {
        EXPECT_EQ(error.code().value(), ENOENT);
    }
}

TEST_F(WorkspaceTest, KeepsItsSecretsAndLetsOnlyTheOwnerRead) {
    std::string first;
    {
        Workspace const workspace(folder_ / "w", random_);
        first = workspace.database_password();
    }
    Workspace const again(folder_ / "w", random_);
    EXPECT_EQ(again.database_password(), first);
    EXPECT_EQ(first.size(), 43u);
    auto const mode = fs::status(folder_ / "w" / "database-password").permissions();
    EXPECT_EQ(mode, fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(WorkspaceTest, ServesOneProcessAtATime) {
    {
        Workspace const first(folder_ / "w", random_);
        EXPECT_THROW(Workspace(folder_ / "w", random_), std::runtime_error);
        EXPECT_NO_THROW(Workspace(folder_ / "other", random_));
    }
    EXPECT_NO_THROW(Workspace(folder_ / "w", random_));
}

TEST_F(WorkspaceTest, FillsEverySettingThatTheServerRequires) {
    Workspace const workspace(folder_ / "w", random_);
    auto const settings = read_settings(workspace.settings("postgresql://127.0.0.1/x", 8123));
    EXPECT_EQ(settings.environment, Environment::development);
    EXPECT_EQ(settings.http.public_url, "http://127.0.0.1:8123");
    EXPECT_EQ(settings.rules.opening_credits, 100);
}

TEST_F(WorkspaceTest, MakesAClusterOnceAndStopsIt) {
    if (postgres_programs().empty()) GTEST_SKIP() << "PostgreSQL is not installed";
    std::string url;
    {
        PrivateCluster const cluster(folder_, "a-password-of-the-test");
        EXPECT_TRUE(cluster.is_new());
        url = cluster.url();
        pg::BlockingSession session(url);
        auto const rows = session.run("SELECT lower('Ж')");
        EXPECT_EQ(pg::only_row<std::string>(rows), "ж");
        auto const patience = session.run("SELECT current_setting('deadlock_timeout')");
        EXPECT_EQ(pg::only_row<std::string>(patience), "200ms") << "it must be below lock_timeout";
    }
    EXPECT_ANY_THROW(pg::BlockingSession{url});
    PrivateCluster const cluster(folder_, "a-password-of-the-test");
    EXPECT_FALSE(cluster.is_new());
    EXPECT_NO_THROW(pg::BlockingSession{cluster.url()});
}

TEST_F(WorkspaceTest, KeepsTheClusterElsewhereWhenItsOwnerCannotEnter) {
    if (postgres_programs().empty()) GTEST_SKIP() << "PostgreSQL is not installed";
    if (geteuid() != 0) GTEST_SKIP() << "only root hands over to another user";
    fs::permissions(folder_, fs::perms::owner_all);
    std::string first;
    {
        PrivateCluster const cluster(folder_, "a-password-of-the-test");
        EXPECT_TRUE(cluster.is_new());
        first = read_small_file(folder_ / "postgres-folder");
        EXPECT_TRUE(first.starts_with("/var/tmp/questcity-postgres-"));
    }
    EXPECT_FALSE(PrivateCluster(folder_, "a-password-of-the-test").is_new());
    EXPECT_EQ(read_small_file(folder_ / "postgres-folder"), first);
    fs::remove_all(first);
}

TEST_F(WorkspaceTest, ReplacesFilesAtOnce) {
    write_small_file(folder_ / "f", "one\n");
    write_small_file(folder_ / "f", "two\n");
    EXPECT_EQ(read_small_file(folder_ / "f"), "two");
    EXPECT_THROW((void)read_small_file(folder_ / "none"), std::runtime_error);
    EXPECT_THROW(write_small_file(folder_ / "no" / "f", ""), std::runtime_error);
}

} // namespace
} // namespace qc::app

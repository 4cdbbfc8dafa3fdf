// SPDX-License-Identifier: Apache-2.0
#include "jwt/key_files.hpp"
#include "jwt/tests/test_keys.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace qc::jwt {
namespace {

namespace fs = std::filesystem;

class KeyFilesTest : public ::testing::Test {
protected:
    KeyFilesTest() {
        std::string name = (fs::temp_directory_path() / "qc-keys-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for the test");
        root = name;
        paths.private_key = root / "certs" / "private.pem";
        paths.public_key = root / "certs" / "public.pem";
    }

    ~KeyFilesTest() override { fs::remove_all(root); }

    static void put(fs::path const& path, std::string const& text) {
        fs::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }

    static std::string content(fs::path const& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    static unsigned int mode(fs::path const& path) {
        struct stat found{};
        if (::stat(path.c_str(), &found) != 0) return 0;
        return found.st_mode & 07777U;
    }

    void put_pair(SigningKey const& key) const {
        put(paths.private_key, key.private_pem());
        put(paths.public_key, key.public_key().pem());
    }

    [[nodiscard]] std::string refusal(WhenMissing when_missing) const {
        try {
            (void)load_keys(paths, when_missing);
        } catch (KeyError const& error) {
            return error.what();
        }
        return "loaded";
    }

    fs::path root;
    KeyPaths paths;
};

TEST_F(KeyFilesTest, LoadsAPair) {
    put_pair(testing::signing_key());
    auto const kid = testing::signing_key().public_key().kid();
    EXPECT_EQ(load_keys(paths, WhenMissing::fail).signing().public_key().kid(), kid);
    EXPECT_EQ(load_keys(paths, WhenMissing::generate).signing().public_key().kid(), kid);
}

TEST_F(KeyFilesTest, GeneratesAMissingPairWithTightModes) {
    auto const narrow = ::umask(077);
    auto const keys = load_keys(paths, WhenMissing::generate);
    ::umask(narrow);
    EXPECT_EQ(mode(paths.private_key), 0600U);
    EXPECT_EQ(mode(paths.public_key), 0644U);
    EXPECT_EQ(mode(root / "certs"), 0755U);
    auto const kid = keys.signing().public_key().kid();
    EXPECT_EQ(load_keys(paths, WhenMissing::fail).signing().public_key().kid(), kid);
}

TEST_F(KeyFilesTest, StopsWithTheFileNameWhenAPairIsMissing) {
    EXPECT_NE(refusal(WhenMissing::fail).find(paths.private_key.string()), std::string::npos);
    put(paths.private_key, testing::signing_key().private_pem());
    EXPECT_NE(refusal(WhenMissing::fail).find(paths.public_key.string()), std::string::npos);
}

TEST_F(KeyFilesTest, WritesTheMissingPublicHalf) {
    put(paths.private_key, testing::signing_key().private_pem());
    auto const keys = load_keys(paths, WhenMissing::generate);
    EXPECT_EQ(keys.signing().public_key().kid(), testing::signing_key().public_key().kid());
    EXPECT_EQ(content(paths.public_key), testing::signing_key().public_key().pem());
}

TEST_F(KeyFilesTest, KeepsAnUnreadableFileBesideTheNewOne) {
    put(paths.private_key, "not a key");
    (void)load_keys(paths, WhenMissing::generate);
    EXPECT_EQ(content(paths.private_key.string() + ".old"), "not a key");
    EXPECT_EQ(mode(paths.private_key), 0600U);
}

TEST_F(KeyFilesTest, StopsOnAPairThatDoesNotMatch) {
    put_pair(testing::signing_key());
    put(paths.public_key, testing::other_signing_key().public_key().pem());
    for (auto const when : {WhenMissing::fail, WhenMissing::generate})
        EXPECT_NE(refusal(when).find("is not the public key of"), std::string::npos);
}

TEST_F(KeyFilesTest, StopsOnASmallKeyAndDoesNotReplaceIt) {
    auto const small = testing::rsa_pair(1024);
    put(paths.private_key, small.private_pem);
    put(paths.public_key, small.public_pem);
    for (auto const when : {WhenMissing::fail, WhenMissing::generate})
        EXPECT_NE(refusal(when).find("1024 bits"), std::string::npos);
    EXPECT_EQ(content(paths.private_key), small.private_pem);
}

TEST_F(KeyFilesTest, LoadsEveryPreviousKey) {
    put_pair(testing::signing_key());
    auto const old_rsa = testing::other_signing_key().public_key();
    auto const older = testing::rsa_pair(2048);
    paths.previous = {root / "old1.pem", root / "old2.pem"};
    put(paths.previous[0], old_rsa.pem());
    put(paths.previous[1], older.public_pem);
    auto const keys = load_keys(paths, WhenMissing::fail);
    EXPECT_NE(keys.find(old_rsa.kid()), nullptr);
    EXPECT_NE(keys.find(PublicKey::from_pem(older.public_pem).kid()), nullptr);
}

TEST_F(KeyFilesTest, StopsOnAPreviousKeyThatCannotBeRead) {
    put_pair(testing::signing_key());
    paths.previous = {root / "absent.pem"};
    EXPECT_NE(refusal(WhenMissing::generate).find("absent.pem"), std::string::npos);
}

TEST_F(KeyFilesTest, SaysWhenItCannotWrite) {
    put(root / "certs", "a file where the directory should be");
    EXPECT_NE(refusal(WhenMissing::generate).find("cannot be written"), std::string::npos);
}

TEST_F(KeyFilesTest, SaysWhenTheFreshFileCannotBeOpened) {
    fs::create_directories(paths.private_key.string() + ".new");
    EXPECT_NE(refusal(WhenMissing::generate).find("cannot be written"), std::string::npos);
}

} // namespace
} // namespace qc::jwt

// SPDX-License-Identifier: Apache-2.0
#include "content/errors.hpp"
#include "content/file_name.hpp"

#include <gtest/gtest.h>

namespace qc::content {

namespace {

std::string reason_of(std::string_view name) {
    auto const checked = check_file_name(name);
    if (checked) return "";
    EXPECT_TRUE(checked.error().is(errors::unsafe_filename));
    return std::get<std::string>(checked.error().details.at(0).second);
}

TEST(FileName, AcceptsOrdinaryNames) {
    for (auto const* name :
         {"photo.jpg",
          "Отчёт за май.pdf",
          "a.b.c.png",
          "exe",
          "executable.txt",
          "my js notes.txt",
          "",
          "-",
          "archive.tar.gz"})
        EXPECT_EQ(reason_of(name), "") << name;
}

TEST(FileName, RefusesPathsAndReservedCharacters) {
    EXPECT_EQ(reason_of("../etc/passwd"), "path traversal");
    EXPECT_EQ(reason_of("a..b"), "path traversal");
    EXPECT_EQ(reason_of("a/b"), "path separator");
    EXPECT_EQ(reason_of("a\\b"), "path separator");
    EXPECT_EQ(reason_of("a\nb"), "control character");
    EXPECT_EQ(reason_of(std::string_view("a\0b", 3)), "control character");
    for (char const letter : std::string_view("<>:\"|?*"))
        EXPECT_EQ(reason_of(std::string("a") + letter), "forbidden character") << letter;
    EXPECT_EQ(reason_of("\xFF\xFE.png"), "not valid UTF-8");
}

TEST(FileName, RefusesForbiddenExtensionsAnywhere) {
    for (auto const* name :
         {"a.exe",
          "a.EXE",
          "a.exe.png",
          "report.docm",
          ".htaccess",
          "x.htpasswd",
          "a.js",
          "a.ps1xml",
          "a.exe ",
          "a. exe.png",
          "lib.dll.txt",
          "macro.xlam"})
        EXPECT_EQ(reason_of(name), "forbidden extension") << name;
}

TEST(FileName, RefusesMoreThan255Bytes) {
    EXPECT_TRUE(check_file_name(std::string(255, 'a')));
    auto const checked = check_file_name(std::string(256, 'a'));
    ASSERT_FALSE(checked);
    EXPECT_TRUE(checked.error().is(errors::filename_too_long));
    EXPECT_EQ(std::get<std::int64_t>(checked.error().details.at(0).second), 256);
    EXPECT_EQ(std::get<std::int64_t>(checked.error().details.at(1).second), 255);
}

TEST(FileName, TheSentenceNamesTheFileButNeverBrokenUtf8) {
    EXPECT_EQ(
        check_file_name("a.exe").error().message, "Unsafe filename 'a.exe': forbidden extension"
    );
    EXPECT_EQ(check_file_name("\xFF").error().message, "Unsafe filename '?': not valid UTF-8");
}

} // namespace

} // namespace qc::content

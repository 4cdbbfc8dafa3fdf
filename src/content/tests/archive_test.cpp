// SPDX-License-Identifier: Apache-2.0
#include "content/archive.hpp"
#include "content/errors.hpp"
#include "content/limits.hpp"
#include "content/tests/files.hpp"

#include <gtest/gtest.h>

#include <random>

namespace qc::content {

namespace {

using tests::docx_with;
using tests::zip_of;

ErrorCode const* code_of(std::string_view bytes) {
    auto const checked = check_zip(bytes);
    return checked ? nullptr : checked.error().code;
}

std::string noise(std::size_t size) {
    std::mt19937 random(7);
    std::string bytes(size, '\0');
    for (auto& byte : bytes)
        byte = static_cast<char>(random() & 0x7F);
    return bytes;
}

TEST(Zip, ListsItsEntriesWithoutDecompressing) {
    auto const names = zip_entry_names(docx_with({{"word/имя.xml", "x"}}));
    ASSERT_TRUE(names);
    EXPECT_EQ(names->size(), 3U);
    EXPECT_EQ(names->front(), "[Content_Types].xml");
    EXPECT_EQ(zip_entry_names("PK\x03\x04 but nothing behind it"), std::nullopt);
}

TEST(Zip, AcceptsAnOrdinaryDocument) {
    EXPECT_EQ(code_of(docx_with({{"word/media/a.png", noise(5000)}, {"empty", ""}})), nullptr);
    EXPECT_EQ(code_of(zip_of({{"a", noise(100)}}, "zip:compression=store")), nullptr);
}

TEST(Zip, RefusesAnEntryThatGrowsMoreThanHundredfold) {
    auto const bytes =
        docx_with({{"word/big.xml", std::string(200'000, ' ')}, {"word/noise", noise(200'000)}});
    auto const checked = check_zip(bytes);
    ASSERT_FALSE(checked);
    EXPECT_TRUE(checked.error().is(errors::zip_bomb_detected));
    EXPECT_GT(std::get<double>(checked.error().details.at(0).second), 100.0);
    EXPECT_EQ(
        checked.error().message.rfind("Potential ZIP bomb detected: compression ratio ", 0), 0U
    );
}

TEST(Zip, AcceptsAnEntryThatGrowsLess) {
    std::string text;
    for (int row = 0; row < 2000; ++row)
        text += "<row number='" + std::to_string(row) + "'/>";
    EXPECT_EQ(code_of(docx_with({{"word/table.xml", text}})), nullptr);
}

TEST(Zip, RefusesMoreThanHundredMebibytesInAll) {
    // Noise that repeats 64 times shrinks less than a hundredfold: only the sum betrays the bomb.
    std::string block;
    auto const part = noise(4096);
    for (int count = 0; count < 64; ++count)
        block += part;
    tests::Entries entries;
    for (int count = 0; count < 420; ++count)
        entries.emplace_back(std::to_string(count), block);
    auto const checked = check_zip(zip_of(entries));
    ASSERT_FALSE(checked);
    EXPECT_TRUE(checked.error().is(errors::zip_bomb_detected));
    EXPECT_LT(std::get<double>(checked.error().details.at(0).second), max_zip_ratio);
    entries.resize(390);
    EXPECT_EQ(code_of(zip_of(entries)), nullptr);
}

TEST(Zip, RefusesMoreThanTenThousandEntries) {
    tests::Entries entries;
    for (std::size_t count = 0; count < max_zip_entries; ++count)
        entries.emplace_back("e" + std::to_string(count), "");
    EXPECT_EQ(code_of(zip_of(entries)), nullptr);
    entries.emplace_back("one more", "");
    EXPECT_EQ(code_of(zip_of(entries)), &errors::zip_bomb_detected);
}

TEST(Zip, RefusesNestedArchivesByNameAndByContent) {
    EXPECT_EQ(code_of(docx_with({{"word/a.ZIP", "x"}})), &errors::suspicious_file_content);
    EXPECT_EQ(
        code_of(docx_with({{"word/embeddings/sheet.xlsx", zip_of({{"a", "a"}})}})),
        &errors::suspicious_file_content
    );
    EXPECT_EQ(
        code_of(docx_with({{"word/picture.png", "\x1F\x8B\x08 gzip"}})),
        &errors::suspicious_file_content
    );
}

TEST(Zip, RefusesMacros) {
    EXPECT_EQ(code_of(docx_with({{"word/vbaProject.bin", "x"}})), &errors::suspicious_file_content);
    EXPECT_EQ(
        code_of(docx_with({{"xl/macrosheets/sheet1.xml", "x"}})), &errors::suspicious_file_content
    );
    auto const declared = zip_of(
        {{"[Content_Types].xml",
          "<Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>"},
         {"word/document.xml", "x"}}
    );
    EXPECT_EQ(code_of(declared), &errors::suspicious_file_content);
}

TEST(Zip, RefusesEncryptedEntries) {
    auto bytes = zip_of({{"a", "secret"}}, "zip:compression=store");
    // Bit 0 of the general flags (APPNOTE 4.4.4), in the local header and in the directory.
    bytes.at(6) = static_cast<char>(bytes.at(6) | 1);
    auto const directory = bytes.find("PK\x01\x02");
    ASSERT_NE(directory, std::string::npos);
    bytes.at(directory + 8) = static_cast<char>(bytes.at(directory + 8) | 1);
    EXPECT_EQ(code_of(bytes), &errors::suspicious_file_content);
}

TEST(Zip, FindsTheTestVirusInsideAnEntry) {
    EXPECT_EQ(code_of(docx_with({{"word/a.xml", tests::test_virus()}})), &errors::virus_detected);
}

TEST(Zip, CallsDamagedEntriesCorrupted) {
    auto bytes = zip_of({{"a", noise(3000)}});
    EXPECT_EQ(code_of(bytes), nullptr);
    auto damaged = bytes;
    for (std::size_t at = 200; at < 800; ++at)
        damaged.at(at) = '\x55';
    EXPECT_EQ(code_of(damaged), &errors::corrupted_file);
    EXPECT_EQ(code_of(bytes.substr(0, bytes.size() / 2)), &errors::corrupted_file);
}

} // namespace

} // namespace qc::content

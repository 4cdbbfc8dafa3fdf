// SPDX-License-Identifier: Apache-2.0
#include "content/sniff.hpp"
#include "content/tests/files.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace qc::content {

namespace {

using std::string_literals::operator""s;
using tests::media_of;
using tests::ogg_with;

struct Sample {
    std::string what;
    std::string bytes;
    std::string mime_type;
    std::string extension;
};

std::string const openxml = "application/vnd.openxmlformats-officedocument.";

std::vector<Sample> accepted() {
    return {
        {"jpeg", "\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"s, "image/jpeg", ".jpg"},
        {"png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"s, "image/png", ".png"},
        {"gif", "GIF89a\1\0\1\0\0\0\0"s, "image/gif", ".gif"},
        {"webp",
         "RIFF\x1A\0\0\0WEBPVP8L\r\0\0\0\x2F\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\7\0"s,
         "image/webp",
         ".webp"},
        {"bmp",
         "BM\x3A\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0\0\0\0\0"s,
         "image/bmp",
         ".bmp"},
        {"tiff little endian", "II*\0\x08\0\0\0"s, "image/tiff", ".tiff"},
        {"tiff big endian", "MM\0*\0\0\0\x08"s, "image/tiff", ".tiff"},
        {"pdf", "%PDF-1.4\n%%EOF", "application/pdf", ".pdf"},
        {"doc", tests::ole2_with("WordDocument"), "application/msword", ".doc"},
        {"xls", tests::ole2_with("Workbook"), "application/vnd.ms-excel", ".xls"},
        {"old xls", tests::ole2_with("Book"), "application/vnd.ms-excel", ".xls"},
        {"ppt", tests::ole2_with("PowerPoint Document"), "application/vnd.ms-powerpoint", ".ppt"},
        {"docx", tests::docx_with({}), openxml + "wordprocessingml.document", ".docx"},
        {"xlsx with its types last",
         tests::zip_of({{"xl/workbook.xml", "<a/>"}, {"[Content_Types].xml", "<a/>"}}),
         openxml + "spreadsheetml.sheet",
         ".xlsx"},
        {"pptx",
         tests::zip_of({{"[Content_Types].xml", "<a/>"}, {"ppt/presentation.xml", "<a/>"}}),
         openxml + "presentationml.presentation",
         ".pptx"},
        {"rtf", "{\\rtf1\\ansi hello}", "application/rtf", ".rtf"},
        {"text", "Hello, walkers!\n", "text/plain", ".txt"},
        {"one letter", "x", "text/plain", ".txt"},
        {"json is text", R"({"a": 1})", "text/plain", ".txt"},
        {"text that looks like a program", "import java.util;\nIt was there.", "text/plain", ".txt"
        },
        {"text that begins like a bitmap", "BM is a word here", "text/plain", ".txt"},
        {"windows-1251", "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0", "text/plain", ".txt"},
        {"csv", "name,city\nann,riga\nbob,oslo\n", "text/csv", ".csv"},
        {"mp4", media_of("isom"), "video/mp4", ".mp4"},
        {"m4a", media_of("M4A "), "video/mp4", ".mp4"},
        {"quicktime", media_of("qt  "), "video/quicktime", ".mov"},
        {"avi", tests::riff("AVI ", 36), "video/x-msvideo", ".avi"},
        {"webm", tests::matroska("webm", "V_VP9 A_OPUS"), "video/webm", ".webm"},
        {"webm of sound", tests::matroska("webm", "A_OPUS"), "audio/webm", ".weba"},
        {"ogg of pictures", ogg_with("\x80theora\3\2\1"s), "video/ogg", ".ogv"},
        {"opus", ogg_with("OpusHead\1"), "audio/ogg", ".ogg"},
        {"vorbis", ogg_with("\1vorbis"), "audio/ogg", ".ogg"},
        {"mp3", "\xFF\xFB\x90\x64"s + std::string(400, '\0'), "audio/mpeg", ".mp3"},
        {"mp3 behind a tag", "ID3\3\0\0\0\0\0\x0A"s + std::string(60, '\0'), "audio/mpeg", ".mp3"},
        {"wav", tests::riff("WAVE", 36), "audio/wav", ".wav"},
        {"aac", "\xFF\xF1\x50\x80\x02\x1F\xFC"s + std::string(90, '\0'), "audio/aac", ".aac"},
        {"flac", tests::flac_file(), "audio/flac", ".flac"},
    };
}

std::vector<Sample> refused() {
    return {
        {"svg", R"(<svg xmlns="http://www.w3.org/2000/svg"/>)", "image/svg+xml", ""},
        {"svg behind a prolog",
         "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>",
         "image/svg+xml",
         ""},
        {"program", "MZ"s + std::string(100, '\0'), "", ""},
        {"plain zip", tests::zip_of({{"a.txt", "a"}}), "application/zip", ""},
        {"zip that only has the types", tests::zip_of({{"[Content_Types].xml", "<a/>"}}), "", ""},
        {"installer in a compound file", tests::ole2_with("!PropertyTable"), "", ""},
        {"ogg of an unknown codec", ogg_with("nothing known"), "", ""},
        {"matroska", tests::matroska("matroska", "V_VP9"), "video/x-matroska", ""},
        {"heic", media_of("heic"), "image/heic", ""},
        {"nothing", "", "application/x-empty", ""},
        {"noise", "\x01\x02\x03\xFF\xFE\0\1"s, "application/octet-stream", ""},
    };
}

TEST(Sniff, KnowsEveryTypeThatMayBeStored) {
    for (auto const& sample : accepted()) {
        SCOPED_TRACE(sample.what);
        auto const sniffed = sniff(sample.bytes);
        EXPECT_EQ(sniffed.mime_type, sample.mime_type);
        ASSERT_TRUE(sniffed.type);
        EXPECT_EQ(facts_of(*sniffed.type).extension, sample.extension);
        EXPECT_EQ(type_from_mime(sample.mime_type), sniffed.type);
    }
}

TEST(Sniff, RefusesWhatMayNotBeStoredAndNamesIt) {
    for (auto const& sample : refused()) {
        SCOPED_TRACE(sample.what);
        auto const sniffed = sniff(sample.bytes);
        EXPECT_FALSE(sniffed.type);
        EXPECT_FALSE(sniffed.mime_type.empty());
        if (!sample.mime_type.empty()) {
            EXPECT_EQ(sniffed.mime_type, sample.mime_type);
        }
    }
}

TEST(Sniff, GivesTheSameAnswerOnEveryThread) {
    std::vector<std::string> answers(4);
    std::vector<std::jthread> threads;
    for (auto& answer : answers)
        threads.emplace_back([&answer] { answer = sniff("%PDF-1.7\n").mime_type; });
    threads.clear();
    for (auto const& answer : answers)
        EXPECT_EQ(answer, "application/pdf");
}

TEST(FileTypes, KindsHaveTheNamesOfTheContract) {
    EXPECT_EQ(name_of(Kind::image), "image");
    EXPECT_EQ(name_of(Kind::document), "document");
    EXPECT_EQ(name_of(Kind::video), "video");
    EXPECT_EQ(name_of(Kind::audio), "audio");
    EXPECT_EQ(type_from_mime("image/svg+xml"), std::nullopt);
}

} // namespace

} // namespace qc::content

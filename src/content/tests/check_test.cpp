// SPDX-License-Identifier: Apache-2.0
#include "content/check.hpp"
#include "content/containers.hpp"
#include "content/tests/files.hpp"

#include <gtest/gtest.h>

namespace qc::content {

namespace {

using std::string_literals::operator""s;

std::string const png = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"s;

Result<ImageSize> small_picture(FileType, std::string_view) {
    return ImageSize{40, 30};
}

Result<ImageSize> huge_picture(FileType, std::string_view) {
    return ImageSize{50'000, 50'000};
}

Result<ImageSize> unreadable_picture(FileType, std::string_view) {
    return refused_as_corrupted("unreadable image header");
}

Result<Checked>
check(ContentContext context, std::string bytes, std::optional<std::string_view> name = {}) {
    return check_content(context, name, std::move(bytes), &small_picture);
}

ErrorCode const* code_of(Result<Checked> const& checked) {
    return checked ? nullptr : checked.error().code;
}

DetailValue detail_of(Error const& error, std::string_view key) {
    for (auto const& [name, value] : error.details)
        if (name == key) return value;
    return nullptr;
}

TEST(Check, DescribesAPicture) {
    auto const checked = check(ContentContext::avatar, png, "me.png");
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->type, FileType::png);
    EXPECT_EQ(checked->kind, Kind::image);
    EXPECT_EQ(checked->mime_type, "image/png");
    EXPECT_EQ(checked->extension, ".png");
    EXPECT_EQ(checked->width, 40);
    EXPECT_EQ(checked->height, 30);
    EXPECT_EQ(checked->bytes, png);
}

TEST(Check, DescribesADocumentWithItsDigest) {
    auto const checked = check(ContentContext::general, "abc");
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->mime_type, "text/plain");
    EXPECT_FALSE(checked->width);
    EXPECT_EQ(checked->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Check, AcceptsEveryContainerThatFits) {
    for (auto const& bytes :
         {tests::media_of("isom"),
          tests::media_of("qt  "),
          tests::riff("WAVE", 36),
          tests::riff("AVI ", 0),
          tests::flac_file(),
          tests::ogg_with("OpusHead"),
          tests::docx_with({}),
          tests::ole2_with("WordDocument"),
          "%PDF-1.4\n%%EOF"s})
        EXPECT_EQ(code_of(check(ContentContext::chat, bytes)), nullptr) << bytes;
}

TEST(Check, RefusesEmptyFiles) {
    EXPECT_EQ(code_of(check(ContentContext::avatar, "", "a.exe")), &errors::empty_file);
}

TEST(Check, RefusesTooManyBytesBeforeLookingAtTheName) {
    auto const checked = check(ContentContext::avatar, std::string(mebibyte + 1, 'a'), "a.exe");
    ASSERT_EQ(code_of(checked), &errors::file_too_large);
    EXPECT_EQ(checked.error().message, "File too large: 1048577 bytes (max 1048576 bytes)");
    EXPECT_EQ(detail_of(checked.error(), "size"), DetailValue(std::int64_t{1'048'577}));
    EXPECT_EQ(detail_of(checked.error(), "max"), DetailValue(std::int64_t{1'048'576}));
}

TEST(Check, LimitsEveryKindByItself) {
    auto text = std::string(10 * mebibyte, 'a');
    EXPECT_EQ(code_of(check(ContentContext::chat, text)), nullptr);
    text += 'a';
    EXPECT_EQ(code_of(check(ContentContext::chat, text)), &errors::file_too_large);
    auto video = tests::media_of("isom");
    video += tests::box("mdat", std::string(11 * mebibyte, '\1'));
    EXPECT_EQ(code_of(check(ContentContext::chat, video)), nullptr);
}

TEST(Check, RefusesNamesBeforeTypes) {
    EXPECT_EQ(code_of(check(ContentContext::avatar, "text", "a.exe")), &errors::unsafe_filename);
}

TEST(Check, RefusesTypesThatTheContextDoesNotTake) {
    auto const checked = check(ContentContext::quest, "%PDF-1.4 /JavaScript");
    ASSERT_EQ(code_of(checked), &errors::invalid_file_type);
    EXPECT_EQ(
        checked.error().message,
        "Invalid file type: application/pdf (allowed: image/jpeg, image/png, image/gif...)"
    );
    EXPECT_EQ(detail_of(checked.error(), "mimeType"), DetailValue("application/pdf"s));
    std::vector<std::string> const images{
        "image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff"
    };
    EXPECT_EQ(detail_of(checked.error(), "allowed"), DetailValue(images));
    EXPECT_EQ(
        code_of(check(ContentContext::chat, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")),
        &errors::invalid_file_type
    );
    EXPECT_EQ(
        code_of(check(ContentContext::general, tests::flac_file())), &errors::invalid_file_type
    );
}

TEST(Check, RefusesPicturesWithoutAHeader) {
    auto const checked = check_content(ContentContext::quest, {}, png, &unreadable_picture);
    ASSERT_EQ(code_of(checked), &errors::corrupted_file);
    EXPECT_EQ(detail_of(checked.error(), "reason"), DetailValue("unreadable image header"s));
}

TEST(Check, RefusesPicturesThatAreTooLarge) {
    auto const checked = check_content(ContentContext::quest, {}, png, &huge_picture);
    ASSERT_EQ(code_of(checked), &errors::image_too_large);
    EXPECT_EQ(detail_of(checked.error(), "width"), DetailValue(std::int64_t{50'000}));
    EXPECT_EQ(detail_of(checked.error(), "maxHeight"), DetailValue(std::int64_t{8192}));
}

TEST(Check, LimitsSidesPixelsAndFrames) {
    auto const code = [](ContentContext context, ImageSize size) {
        auto const checked = check_image_size(context, size);
        return checked ? nullptr : checked.error().code;
    };
    EXPECT_EQ(code(ContentContext::avatar, {4096, 4096}), nullptr);
    EXPECT_EQ(code(ContentContext::avatar, {4097, 1}), &errors::image_too_large);
    EXPECT_EQ(code(ContentContext::avatar, {1, 4097}), &errors::image_too_large);
    EXPECT_EQ(code(ContentContext::quest, {8192, 4882}), nullptr);
    EXPECT_EQ(code(ContentContext::quest, {8192, 4883}), &errors::image_too_large);
    EXPECT_EQ(code(ContentContext::mentor, {40'000, 1000}), nullptr);
    EXPECT_EQ(code(ContentContext::quest, {100, 100, 300}), nullptr);
    EXPECT_EQ(code(ContentContext::quest, {100, 100, 301}), &errors::image_too_large);
    EXPECT_EQ(code(ContentContext::quest, {4000, 4000, 7}), &errors::image_too_large);
    EXPECT_EQ(code(ContentContext::quest, {0, 10}), &errors::corrupted_file);
    EXPECT_EQ(code(ContentContext::quest, {10, 0}), &errors::corrupted_file);
    EXPECT_EQ(code(ContentContext::quest, {10, 10, 0}), &errors::corrupted_file);
}

TEST(Check, RefusesContainersThatContradictThemselves) {
    auto const truncated = [](std::string bytes) { return bytes.substr(0, bytes.size() - 3); };
    auto document = tests::docx_with({{"word/a.xml", std::string(4000, 'a')}});
    document.resize(document.size() - 30);
    auto ole2 = tests::ole2_with("Workbook");
    ole2.at(30) = 3;
    auto flac = tests::flac_file();
    flac.at(7) = 1;
    auto long_box = tests::box("ftyp", "isom\0\0\2\0isom"s) + tests::big_endian_32(1) + "mdat";
    for (auto const& bytes :
         {truncated(tests::media_of("isom")),
          tests::riff("WAVE", 5000),
          document,
          ole2,
          flac,
          "%PDF-x\n"s,
          long_box,
          long_box + tests::big_endian_32(7) + tests::big_endian_32(0)})
        EXPECT_EQ(code_of(check(ContentContext::chat, bytes)), &errors::corrupted_file) << bytes;
    EXPECT_FALSE(check_container(FileType::msword, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
    EXPECT_FALSE(check_container(FileType::wav, "RIFF"));
}

TEST(Check, AcceptsBoxesThatReachToTheEnd) {
    auto const head = tests::box("ftyp", "isom\0\0\2\0isom"s);
    EXPECT_EQ(
        code_of(check(ContentContext::chat, head + tests::big_endian_32(0) + "mdat...")), nullptr
    );
    auto const wide = tests::big_endian_32(1) + "mdat" + tests::big_endian_32(0) +
                      tests::big_endian_32(20) + "1234";
    EXPECT_EQ(code_of(check(ContentContext::chat, head + wide)), nullptr);
}

TEST(Check, RefusesActiveContentMacrosAndBombs) {
    auto const code = [](std::string bytes) {
        return code_of(check(ContentContext::general, std::move(bytes)));
    };
    EXPECT_EQ(code("<html><script>x</script>"), &errors::suspicious_file_content);
    EXPECT_EQ(code("%PDF-1.4\n<</OpenAction 1 0 R>>"), &errors::suspicious_file_content);
    EXPECT_EQ(
        code(tests::docx_with({{"word/vbaProject.bin", "x"}})), &errors::suspicious_file_content
    );
    EXPECT_EQ(
        code(tests::docx_with({{"word/a.xml", std::string(5 * mebibyte, 'a')}})),
        &errors::zip_bomb_detected
    );
    EXPECT_EQ(code(tests::test_virus()), &errors::virus_detected);
}

TEST(Contexts, AreKnownByTheirWireNames) {
    EXPECT_EQ(context_named("default"), ContentContext::general);
    EXPECT_EQ(context_named("chat"), ContentContext::chat);
    EXPECT_EQ(context_named("Chat"), std::nullopt);
    for (auto const& limits : context_limits)
        EXPECT_EQ(&limits_of(limits.context), &limits) << limits.name;
    EXPECT_EQ(allowed_mime_types(ContentContext::general).size(), 16U);
    EXPECT_EQ(allowed_mime_types(ContentContext::chat).size(), 27U);
}

} // namespace

} // namespace qc::content

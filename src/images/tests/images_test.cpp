// SPDX-License-Identifier: Apache-2.0
#include "images/images.hpp"
#include "images/tests/samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace qc::images {

namespace {

using content::FileType;
using tests::bmp;
using tests::Colour;
using tests::look_at;
using tests::picture;

struct Format {
    FileType type;
    std::string name;
    bool lossless;
};

std::vector<Format> const formats{
    {FileType::jpeg, ".jpg[Q=95]", false},
    {FileType::png, ".png", true},
    {FileType::gif, ".gif", true},
    {FileType::webp, ".webp[Q=95]", false},
    {FileType::tiff, ".tif", true},
};

bool near(Colour one, Colour other) {
    auto const apart = std::max(
        {std::abs(one.red - other.red),
         std::abs(one.green - other.green),
         std::abs(one.blue - other.blue)}
    );
    return apart <= 12;
}

constexpr Colour red{255, 0, 0};
constexpr Colour blue{0, 0, 255};

bool is_corrupted(Result<Picture> const& result) {
    return !result && result.error().is(content::errors::corrupted_file);
}

std::string cut(std::string bytes, double part) {
    bytes.resize(static_cast<std::size_t>(static_cast<double>(bytes.size()) * part));
    return bytes;
}

TEST(Measure, ReadsEveryHeader) {
    for (auto const& format : formats) {
        SCOPED_TRACE(format.name);
        auto const size = measure(format.type, picture(format.name, {.width = 37, .height = 21}));
        ASSERT_TRUE(size);
        EXPECT_EQ(size->width, 37);
        EXPECT_EQ(size->height, 21);
        EXPECT_EQ(size->frames, 1);
    }
    auto const size = measure(FileType::bmp, bmp(9, 5));
    ASSERT_TRUE(size);
    EXPECT_EQ(size->width, 9);
    EXPECT_EQ(size->height, 5);
}

TEST(Measure, CountsFrames) {
    auto const size = measure(FileType::gif, picture(".gif", {.frames = 7}));
    ASSERT_TRUE(size);
    EXPECT_EQ(size->height, 20);
    EXPECT_EQ(size->frames, 7);
}

TEST(Measure, BelievesTheHeaderOfABombWithoutDecodingIt) {
    auto const size = measure(FileType::png, tests::png_that_declares(50'000, 50'000));
    ASSERT_TRUE(size);
    EXPECT_EQ(size->width, 50'000);
}

TEST(Measure, RefusesWhatIsNoPictureOfThatType) {
    for (auto const& format : formats)
        EXPECT_FALSE(measure(format.type, "no picture at all"));
    EXPECT_FALSE(measure(FileType::png, picture(".jpg")));
    EXPECT_FALSE(measure(FileType::bmp, "BM"));
    EXPECT_FALSE(measure(FileType::pdf, "%PDF-1.4"));
}

TEST(Cleaned, KeepsTypeSizeAndColours) {
    for (auto const& format : formats) {
        SCOPED_TRACE(format.name);
        auto const result = cleaned(format.type, picture(format.name));
        ASSERT_TRUE(result);
        EXPECT_EQ(result->type, format.type);
        EXPECT_EQ(result->width, 40);
        EXPECT_EQ(result->height, 20);
        auto const seen = look_at(result->bytes);
        EXPECT_EQ(seen.width, 40);
        EXPECT_EQ(seen.height, 20);
        EXPECT_TRUE(near(seen.first_corner, red));
        EXPECT_TRUE(near(seen.last_corner, blue));
        if (format.lossless) {
            EXPECT_EQ(seen.first_corner, red);
        }
    }
}

TEST(Cleaned, StoresBitmapsAsPng) {
    auto const result = cleaned(FileType::bmp, bmp(8, 4));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->type, FileType::png);
    auto const seen = look_at(result->bytes);
    EXPECT_EQ(seen.width, 8);
    EXPECT_EQ(seen.first_corner, red);
    EXPECT_EQ(seen.last_corner, blue);
}

TEST(Cleaned, RemovesAllMetadata) {
    for (auto const& format : formats) {
        SCOPED_TRACE(format.name);
        auto const original = picture(format.name, {.with_metadata = true});
        auto const result = cleaned(format.type, original);
        ASSERT_TRUE(result);
        for (auto const* secret : {"Secret", "Exif", "xmpmeta", "GPS", "ICC_PROFILE", "iCCP"})
            EXPECT_EQ(result->bytes.find(secret), std::string::npos) << secret;
        for (auto const& field : look_at(result->bytes).fields) {
            EXPECT_FALSE(field.starts_with("exif")) << field;
            EXPECT_FALSE(field.starts_with("xmp")) << field;
            EXPECT_FALSE(field.starts_with("icc")) << field;
            EXPECT_FALSE(field.starts_with("png-comment")) << field;
        }
    }
}

TEST(Cleaned, TheSampleReallyHadCoordinates) {
    auto const fields = look_at(picture(".jpg", {.with_metadata = true})).fields;
    EXPECT_NE(std::ranges::find(fields, "exif-ifd3-GPSLatitude"), fields.end());
    EXPECT_NE(std::ranges::find(fields, "xmp-data"), fields.end());
    EXPECT_NE(std::ranges::find(fields, "icc-profile-data"), fields.end());
}

TEST(Cleaned, TurnsThePictureAsItsOrientationSays) {
    struct Case {
        int orientation;
        Colour first;
        int width;
    };

    for (auto const& [orientation, first, width] :
         {Case{1, red, 40},
          Case{2, blue, 40},
          Case{3, blue, 40},
          Case{4, red, 40},
          Case{5, red, 20},
          Case{6, red, 20},
          Case{7, blue, 20},
          Case{8, blue, 20}}) {
        SCOPED_TRACE(orientation);
        auto const result =
            cleaned(FileType::jpeg, picture(".jpg[Q=95]", {.orientation = orientation}));
        ASSERT_TRUE(result);
        EXPECT_EQ(result->width, width);
        auto const seen = look_at(result->bytes);
        EXPECT_EQ(seen.width, width);
        EXPECT_EQ(seen.height, 60 - width);
        EXPECT_EQ(seen.orientation, 1);
        EXPECT_TRUE(near(seen.first_corner, first));
    }
}

TEST(Cleaned, KeepsFramesDelaysAndLoops) {
    for (auto const& format : {formats[2], formats[3], formats[4]}) {
        SCOPED_TRACE(format.name);
        auto const result = cleaned(format.type, picture(format.name, {.frames = 5}));
        ASSERT_TRUE(result);
        EXPECT_EQ(result->height, 20);
        auto const seen = look_at(result->bytes, true);
        EXPECT_EQ(seen.frames, 5);
        EXPECT_EQ(seen.height, 20);
        if (format.type == FileType::tiff) continue;
        EXPECT_EQ(seen.delays, std::vector<int>(5, 120));
        EXPECT_NE(std::ranges::find(seen.fields, "loop"), seen.fields.end());
    }
}

TEST(Cleaned, KeepsLosslessWebpExact) {
    auto const result = cleaned(FileType::webp, picture(".webp[lossless]"));
    ASSERT_TRUE(result);
    EXPECT_NE(result->bytes.find("VP8L"), std::string::npos);
    EXPECT_EQ(look_at(result->bytes).first_corner, red);
}

TEST(Cleaned, AcceptsDeepGreyAndPrintColours) {
    auto const grey = cleaned(FileType::png, picture(".png", {.grey_16_bit = true}));
    ASSERT_TRUE(grey);
    EXPECT_EQ(look_at(grey->bytes).width, 40);
    auto const print = cleaned(FileType::jpeg, picture(".jpg[Q=95]", {.cmyk = true}));
    ASSERT_TRUE(print);
    auto const seen = look_at(print->bytes);
    EXPECT_GT(seen.first_corner.red, 180);
    EXPECT_LT(seen.first_corner.blue, 100);
    auto const lab = cleaned(FileType::tiff, picture(".tif", {.lab = true}));
    ASSERT_TRUE(lab);
    EXPECT_TRUE(near(look_at(lab->bytes).first_corner, red));
}

TEST(Cleaned, RefusesTruncatedPictures) {
    for (auto const& format : formats) {
        auto const whole = picture(format.name, {.width = 300, .height = 300, .frames = 1});
        for (auto const part : {0.3, 0.7}) {
            SCOPED_TRACE(format.name + std::to_string(part));
            EXPECT_TRUE(is_corrupted(cleaned(format.type, cut(whole, part))));
        }
    }
    EXPECT_TRUE(is_corrupted(cleaned(FileType::bmp, cut(bmp(90, 90), 0.5))));
    EXPECT_TRUE(is_corrupted(cleaned(FileType::gif, "GIF89a/*<script>alert(1)</script>*/")));
    EXPECT_TRUE(is_corrupted(cleaned(FileType::png, tests::png_that_declares(64, 64))));
    EXPECT_TRUE(is_corrupted(cleaned(FileType::mp4, "ftyp")));
}

TEST(Cleaned, DropsWhatFollowsThePicture) {
    for (auto const& format : formats) {
        SCOPED_TRACE(format.name);
        auto const result =
            cleaned(format.type, picture(format.name) + "<script>alert(1)</script>");
        ASSERT_TRUE(result);
        EXPECT_EQ(result->bytes.find("<script>"), std::string::npos);
    }
}

TEST(Cleaned, WorksOnSeveralThreads) {
    auto const original = picture(".jpg", {.width = 200, .height = 200});
    std::vector<int> widths(4);
    std::vector<std::jthread> threads;
    for (auto& width : widths)
        threads.emplace_back([&] { width = cleaned(FileType::jpeg, original).value().width; });
    threads.clear();
    EXPECT_EQ(widths, std::vector<int>(4, 200));
}

TEST(PlainPicture, HasItsColourAndSize) {
    auto const bytes = make_plain_picture({64, 48, 10, 120, 200});
    auto const seen = look_at(bytes);
    EXPECT_EQ(seen.width, 64);
    EXPECT_EQ(seen.height, 48);
    EXPECT_EQ(seen.first_corner, (Colour{10, 120, 200}));
    EXPECT_EQ(bytes, make_plain_picture({64, 48, 10, 120, 200}));
}

TEST(PlainPicture, CarriesItsLabelAsTextAndNotAsMarkup) {
    auto const plain = make_plain_picture({200, 100, 10, 120, 200});
    auto const labelled = make_plain_picture({200, 100, 10, 120, 200, "<b>Q&A"});
    EXPECT_NE(labelled, plain);
    EXPECT_EQ(look_at(labelled).first_corner, (Colour{10, 120, 200}));
    EXPECT_EQ(look_at(labelled).width, 200);
}

TEST(PlainPicture, CannotBeEmpty) {
    EXPECT_THROW((void)make_plain_picture({0, 10, 1, 2, 3}), std::invalid_argument);
}

} // namespace

} // namespace qc::images

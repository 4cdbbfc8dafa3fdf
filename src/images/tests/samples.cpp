// SPDX-License-Identifier: Apache-2.0
#include "images/tests/samples.hpp"

#include "content/tests/files.hpp"

#include <vips/vips.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace qc::images::tests {

namespace {

struct ReleaseImage {
    void operator()(VipsImage* image) const noexcept { g_object_unref(image); }
};

using Image = std::unique_ptr<VipsImage, ReleaseImage>;

void must(int failed) {
    if (failed != 0) throw std::runtime_error(vips_error_buffer());
}

void start() {
    if (VIPS_INIT("test") != 0) throw std::runtime_error("libvips");
}

Image halves(int width, int height) {
    std::string pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            pixels += x < width / 2 ? std::string("\xFF\0\0", 3) : std::string("\0\0\xFF", 3);
    Image const raw(vips_image_new_from_memory_copy(
        pixels.data(), pixels.size(), width, height, 3, VIPS_FORMAT_UCHAR
    ));
    VipsImage* out = nullptr;
    must(vips_copy(raw.get(), &out, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr));
    return Image(out);
}

Image in_colours_of(Image image, Sample const& sample) {
    if (!sample.grey_16_bit && !sample.cmyk && !sample.lab) return image;
    auto space = VIPS_INTERPRETATION_GREY16;
    if (sample.cmyk) space = VIPS_INTERPRETATION_CMYK;
    if (sample.lab) space = VIPS_INTERPRETATION_LAB;
    VipsImage* out = nullptr;
    must(vips_colourspace(image.get(), &out, space, nullptr));
    return Image(out);
}

void add_metadata(VipsImage* image) {
    vips_image_set_string(image, "exif-ifd0-Make", "SecretCamera");
    vips_image_set_string(image, "exif-ifd3-GPSLatitude", "55/1 45/1 7/1");
    vips_image_set_string(image, "exif-ifd3-GPSLongitude", "37/1 37/1 3/1");
    constexpr std::string_view xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>SecretPlace</x:xmpmeta>";
    vips_image_set_blob_copy(image, VIPS_META_XMP_NAME, xmp.data(), xmp.size());
    vips_image_set_string(image, "png-comment-0-Comment", "SecretComment");
    void* profile = nullptr;
    std::size_t length = 0;
    VipsBlob* blob = nullptr;
    must(vips_profile_load("srgb", &blob, nullptr));
    profile = const_cast<void*>(vips_blob_get(blob, &length));
    vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, profile, length);
    vips_area_unref(VIPS_AREA(blob));
}

Image roll_of(Image image, Sample const& sample) {
    if (sample.frames == 1) return image;
    VipsImage* out = nullptr;
    must(vips_replicate(image.get(), &out, 1, sample.frames, nullptr));
    Image roll(out);
    std::vector<int> delays(static_cast<std::size_t>(sample.frames), 120);
    // Frames that are equal would be joined by the encoder.
    must(vips_copy(roll.get(), &out, nullptr));
    Image marked(vips_image_copy_memory(std::unique_ptr<VipsImage, ReleaseImage>(out).get()));
    for (int frame = 0; frame < sample.frames; ++frame) {
        std::array<double, 3> const ink{0.0, 1.0 * (frame * 50 % 256), 1.0 * (frame / 5 * 3 % 256)};
        must(vips_draw_rect(
            marked.get(),
            const_cast<double*>(ink.data()),
            3,
            sample.width / 4,
            frame * sample.height + sample.height / 4,
            sample.width / 2,
            sample.height / 2,
            "fill",
            TRUE,
            nullptr
        ));
    }
    vips_image_set_int(marked.get(), VIPS_META_PAGE_HEIGHT, sample.height);
    vips_image_set_array_int(marked.get(), "delay", delays.data(), sample.frames);
    vips_image_set_int(marked.get(), "loop", 3);
    return marked;
}

Colour colour_at(VipsImage* image, int x, int y) {
    double* values = nullptr;
    int count = 0;
    must(vips_getpoint(image, &values, &count, x, y, nullptr));
    std::unique_ptr<double, decltype(&g_free)> const owned(values, &g_free);
    auto const* const last = values + count - 1;
    return {
        static_cast<int>(values[0]),
        static_cast<int>(count > 2 ? values[1] : *last),
        static_cast<int>(count > 2 ? values[2] : *last)
    };
}

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFF'FFFFU;
    for (char const byte : bytes) {
        crc ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB8'8320U : 0U);
    }
    return ~crc;
}

std::string chunk(std::string const& type, std::string const& content) {
    using content::tests::big_endian_32;
    return big_endian_32(static_cast<std::uint32_t>(content.size())) + type + content +
           big_endian_32(crc32(type + content));
}

} // namespace

std::string picture(std::string const& format, Sample const& sample) {
    start();
    auto image = roll_of(in_colours_of(halves(sample.width, sample.height), sample), sample);
    VipsImage* copy = nullptr;
    must(vips_copy(image.get(), &copy, nullptr));
    Image const described(copy);
    if (sample.with_metadata) add_metadata(copy);
    if (sample.orientation != 1)
        vips_image_set_int(copy, VIPS_META_ORIENTATION, sample.orientation);
    void* bytes = nullptr;
    std::size_t length = 0;
    must(vips_image_write_to_buffer(copy, format.c_str(), &bytes, &length, nullptr));
    std::unique_ptr<void, decltype(&g_free)> const owned(bytes, &g_free);
    return {static_cast<char const*>(bytes), length};
}

std::string bmp(int width, int height) {
    using content::tests::little_endian_32;
    auto const row_bytes = (static_cast<std::size_t>(width) * 3 + 3) / 4 * 4;
    auto const pixel_bytes = row_bytes * static_cast<std::size_t>(height);
    std::string out = "BM" + little_endian_32(static_cast<std::uint32_t>(54 + pixel_bytes)) +
                      little_endian_32(0) + little_endian_32(54) + little_endian_32(40) +
                      little_endian_32(static_cast<std::uint32_t>(width)) +
                      little_endian_32(static_cast<std::uint32_t>(height)) +
                      std::string("\x01\0\x18\0", 4) + std::string(24, '\0');
    for (int y = 0; y < height; ++y) {
        std::string row;
        for (int x = 0; x < width; ++x)
            row += x < width / 2 ? std::string("\0\0\xFF", 3) : std::string("\xFF\0\0", 3);
        row.resize(row_bytes, '\0');
        out += row;
    }
    return out;
}

std::string png_that_declares(std::uint32_t width, std::uint32_t height) {
    using content::tests::big_endian_32;
    return "\x89PNG\r\n\x1A\n" +
           chunk(
               "IHDR", big_endian_32(width) + big_endian_32(height) + std::string("\x08\2\0\0\0", 5)
           ) +
           chunk("IDAT", std::string("\x78\x9C\x63\0\0\0\1\0\1", 9)) + chunk("IEND", "");
}

Seen look_at(std::string const& bytes, bool all_frames) {
    start();
    Image const image(
        vips_image_new_from_buffer(bytes.data(), bytes.size(), all_frames ? "[n=-1]" : "", nullptr)
    );
    if (!image) throw std::runtime_error(vips_error_buffer());
    auto const width = vips_image_get_width(image.get());
    auto const height = vips_image_get_page_height(image.get());
    Seen seen{
        .width = width,
        .height = height,
        .frames = vips_image_get_n_pages(image.get()),
        .orientation = vips_image_get_orientation(image.get()),
        .fields = {},
        .delays = {},
        .first_corner = colour_at(image.get(), 0, 0),
        .last_corner = colour_at(image.get(), width - 1, height - 1),
    };
    std::unique_ptr<char*, decltype(&g_strfreev)> const fields(
        vips_image_get_fields(image.get()), &g_strfreev
    );
    for (auto** field = fields.get(); *field != nullptr; ++field)
        seen.fields.emplace_back(*field);
    int* delays = nullptr;
    int count = 0;
    if (vips_image_get_typeof(image.get(), "delay") != 0 &&
        vips_image_get_array_int(image.get(), "delay", &delays, &count) == 0)
        seen.delays.assign(delays, delays + count);
    return seen;
}

} // namespace qc::images::tests

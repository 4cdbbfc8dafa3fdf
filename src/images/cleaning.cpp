// SPDX-License-Identifier: Apache-2.0
#include "images/images.hpp"
#include "images/vips_image.hpp"

#include <algorithm>
#include <array>

namespace qc::images {

namespace {

using content::FileType;
using content::refused_as_corrupted;
using detail::after;
using detail::Image;

/// libvips keeps its messages for the whole process; they would grow without end.
Error corrupted(std::string_view reason) {
    vips_error_clear();
    return refused_as_corrupted(reason);
}

int frame_height(VipsImage* image) {
    return vips_image_get_page_height(image);
}

/// Turning reads columns, so the pixels must be in memory; only single frames are turned.
Image upright(Image image) {
    bool const single = frame_height(image.get()) == vips_image_get_height(image.get());
    if (!single || vips_image_get_orientation(image.get()) <= 1) return image;
    Image const in_memory(vips_image_copy_memory(image.get()));
    return after(in_memory, [](VipsImage* in, VipsImage** out) {
        return vips_autorot(in, out, nullptr);
    });
}

bool is_plain_colour(VipsImage* image) {
    auto const interpretation = vips_image_guess_interpretation(image);
    constexpr std::array plain{
        VIPS_INTERPRETATION_sRGB,
        VIPS_INTERPRETATION_B_W,
        VIPS_INTERPRETATION_RGB16,
        VIPS_INTERPRETATION_GREY16,
    };
    return std::ranges::find(plain, interpretation) != plain.end();
}

/// The profile is dropped with the other metadata, so the colours are brought to what viewers
/// assume without one. A profile that does not fit its picture is ignored, as viewers do.
Image in_srgb(Image image) {
    bool const is_cmyk = vips_image_guess_interpretation(image.get()) == VIPS_INTERPRETATION_CMYK;
    if (is_cmyk || vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0) {
        int const depth = image->BandFmt == VIPS_FORMAT_USHORT ? 16 : 8;
        auto converted = after(image, [&](VipsImage* in, VipsImage** out) {
            return vips_icc_transform(
                in,
                out,
                "srgb",
                "embedded",
                TRUE,
                "input_profile",
                is_cmyk ? "cmyk" : "srgb",
                "depth",
                depth,
                nullptr
            );
        });
        if (converted) return converted;
        vips_error_clear();
    }
    if (is_plain_colour(image.get())) return image;
    return after(image, [](VipsImage* in, VipsImage** out) {
        return vips_colourspace(in, out, VIPS_INTERPRETATION_sRGB, nullptr);
    });
}

/// What an animation needs to play; everything else goes, including what nobody knows yet.
bool is_kept(std::string_view field) {
    constexpr std::array<std::string_view, 6> kept{
        VIPS_META_PAGE_HEIGHT,
        VIPS_META_N_PAGES,
        "loop",
        "delay",
        "background",
        "gif-palette",
    };
    return std::ranges::find(kept, field) != kept.end();
}

Image without_metadata(Image const& image) {
    auto copy = after(image, [](VipsImage* in, VipsImage** out) {
        return vips_copy(in, out, "xres", 1.0, "yres", 1.0, nullptr);
    });
    if (!copy) return copy;
    std::unique_ptr<char*, decltype(&g_strfreev)> const fields(
        vips_image_get_fields(copy.get()), &g_strfreev
    );
    for (auto** field = fields.get(); *field != nullptr; ++field)
        if (!is_kept(*field)) vips_image_remove(copy.get(), *field);
    return copy;
}

/// Only a lossless picture has the chunk of the lossless format (RFC 9649, 2.6).
bool is_lossless_webp(std::string_view bytes) {
    return bytes.find("VP8L") != std::string_view::npos;
}

} // namespace

Result<content::ImageSize> measure(FileType type, std::string_view bytes) {
    auto const image = detail::opened(type, bytes, 1);
    if (!image) return corrupted("unreadable image header");
    return content::ImageSize{
        .width = vips_image_get_width(image.get()),
        .height = vips_image_get_height(image.get()),
        .frames = detail::has_frames(type) ? vips_image_get_n_pages(image.get()) : 1,
    };
}

Result<Picture> cleaned(FileType type, std::string_view bytes) {
    auto image = detail::opened(type, bytes, detail::all_frames);
    if (!image) return corrupted("unreadable image");
    image = upright(std::move(image));
    if (image) image = in_srgb(std::move(image));
    if (image) image = without_metadata(image);
    if (!image) return corrupted("undecodable pixels");
    auto const stored_type = type == FileType::bmp ? FileType::png : type;
    auto out = detail::encoded(image.get(), stored_type, is_lossless_webp(bytes));
    if (out.failed) return corrupted("undecodable pixels");
    return Picture{
        .type = stored_type,
        .bytes = std::move(out.bytes),
        .width = vips_image_get_width(image.get()),
        .height = frame_height(image.get()),
    };
}

} // namespace qc::images

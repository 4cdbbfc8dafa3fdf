// SPDX-License-Identifier: Apache-2.0
#include "images/images.hpp"
#include "images/vips_image.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace qc::images {

namespace {

using detail::after;
using detail::Image;

Image labelled(Image const& ground, PlainPicture const& plain) {
    // Half of each side leaves a margin; libvips chooses the size of the letters that fits.
    VipsImage* mask = nullptr;
    std::unique_ptr<char, decltype(&g_free)> const escaped(
        g_markup_escape_text(plain.label.c_str(), -1), &g_free
    );
    auto const failed = vips_text(
        &mask,
        escaped.get(),
        "font",
        "sans bold",
        "width",
        std::max(plain.width / 2, 1),
        "height",
        std::max(plain.height / 2, 1),
        "align",
        VIPS_ALIGN_CENTRE,
        nullptr
    );
    if (failed != 0) return {};
    Image const text(mask);
    auto const centred = after(text, [&](VipsImage* in, VipsImage** out) {
        return vips_gravity(
            in, out, VIPS_COMPASS_DIRECTION_CENTRE, plain.width, plain.height, nullptr
        );
    });
    auto const white = after(ground, [](VipsImage* in, VipsImage** out) {
        return vips_linear1(in, out, 0.0, 255.0, "uchar", TRUE, nullptr);
    });
    return after(centred, [&](VipsImage* in, VipsImage** out) {
        return vips_ifthenelse(in, white.get(), ground.get(), out, "blend", TRUE, nullptr);
    });
}

} // namespace

std::string make_plain_picture(PlainPicture const& plain) {
    if (plain.width < 1 || plain.height < 1)
        throw std::invalid_argument("a picture needs at least one pixel");
    detail::start();
    VipsImage* black = nullptr;
    Image const nothing_yet(
        vips_black(&black, plain.width, plain.height, "bands", 3, nullptr) == 0 ? black : nullptr
    );
    std::array<double, 3> const factor{0.0, 0.0, 0.0};
    std::array<double, 3> const colour{1.0 * plain.red, 1.0 * plain.green, 1.0 * plain.blue};
    auto const ground = after(nothing_yet, [&](VipsImage* in, VipsImage** out) {
        return vips_linear(in, out, factor.data(), colour.data(), 3, "uchar", TRUE, nullptr);
    });
    auto const coloured = after(ground, [](VipsImage* in, VipsImage** out) {
        return vips_copy(in, out, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr);
    });
    if (!coloured) throw std::runtime_error("libvips cannot make a picture");
    auto const with_label = plain.label.empty() ? Image() : labelled(coloured, plain);
    // A host without fonts still gets its picture.
    auto* const shown = with_label ? with_label.get() : coloured.get();
    auto out = detail::encoded(shown, content::FileType::png, true);
    vips_error_clear();
    if (out.failed) throw std::runtime_error("libvips cannot encode a picture");
    return std::move(out.bytes);
}

} // namespace qc::images

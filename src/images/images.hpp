// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "content/check.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qc::images {

/// Every function here blocks and uses one core: run them on the blocking pool. They are
/// thread-safe. The first call starts libvips.

/// From the header only: a picture that declares 50,000 x 50,000 pixels costs nothing.
/// CORRUPTED_FILE when `bytes` is no picture of that type.
[[nodiscard]] Result<content::ImageSize> measure(content::FileType type, std::string_view bytes);

struct Picture {
    content::FileType type;
    std::string bytes;
    int width;
    int height;
};

/// Decodes the whole picture, turns it as its orientation says, brings its colours to sRGB and
/// encodes it again without any metadata. The type stays, except that BMP becomes PNG. Animations
/// keep frames, delays and loops; their orientation, which viewers ignore, is dropped. The caller
/// has checked the size before. CORRUPTED_FILE for truncated or undecodable pixels and for TIFF
/// whose pages differ in size.
[[nodiscard]] Result<Picture> cleaned(content::FileType type, std::string_view bytes);

/// All checks of an upload, and the bytes to store: pictures come back cleaned.
[[nodiscard]] Result<content::Checked> accept_file(
    content::ContentContext context, std::optional<std::string_view> file_name, std::string bytes
);

struct PlainPicture {
    int width;
    int height;
    std::uint8_t red;
    std::uint8_t green;
    std::uint8_t blue;
    /// Written in white in the middle; nothing is written when it is empty.
    std::string label = {};
};

/// A PNG of one colour, for the pictures that rows without one show. Throws
/// std::invalid_argument below 1x1 and std::runtime_error when libvips fails.
[[nodiscard]] std::string make_plain_picture(PlainPicture const& plain);

} // namespace qc::images

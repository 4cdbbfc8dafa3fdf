// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qc::images::tests {

struct Colour {
    int red;
    int green;
    int blue;

    bool operator==(Colour const&) const = default;
};

/// The left half red, the right half blue.
struct Sample {
    int width = 40;
    int height = 20;
    int frames = 1;
    /// As EXIF counts, 1..8.
    int orientation = 1;
    bool with_metadata = false;
    bool grey_16_bit = false;
    bool cmyk = false;
    bool lab = false;
};

/// `format` as libvips takes it, for example ".jpg[Q=90]".
[[nodiscard]] std::string picture(std::string const& format, Sample const& sample = {});

/// Uncompressed, 24 bits, bottom up.
[[nodiscard]] std::string bmp(int width, int height);

/// A PNG whose header promises pixels that are not there.
[[nodiscard]] std::string png_that_declares(std::uint32_t width, std::uint32_t height);

/// What a viewer sees, through no code of ours.
struct Seen {
    int width;
    /// Of one frame.
    int height;
    int frames;
    int orientation;
    std::vector<std::string> fields;
    std::vector<int> delays;
    Colour first_corner;
    Colour last_corner;
};

[[nodiscard]] Seen look_at(std::string const& bytes, bool all_frames = false);

} // namespace qc::images::tests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "content/file_type.hpp"

#include <vips/vips.h>

#include <memory>
#include <string>
#include <string_view>

// Private to this folder: the only place where others could see libvips.
namespace qc::images::detail {

struct ReleaseImage {
    void operator()(VipsImage* image) const noexcept { g_object_unref(image); }
};

using Image = std::unique_ptr<VipsImage, ReleaseImage>;

/// Applies one operation; an empty image means that it failed.
template <class Operation>
Image after(Image const& image, Operation operation) {
    VipsImage* out = nullptr;
    if (!image || operation(image.get(), &out) != 0) return {};
    return Image(out);
}

inline constexpr int all_frames = -1;

/// Whether the type can hold more than one frame.
[[nodiscard]] bool has_frames(content::FileType type);

void start();

/// Empty when the header does not parse. The image reads from `bytes`, which must outlive it.
[[nodiscard]] Image opened(content::FileType type, std::string_view bytes, int frames);

struct Encoded {
    std::string bytes;
    bool failed = false;
};

/// PNG for every type that has no encoder of its own.
[[nodiscard]] Encoded encoded(VipsImage* image, content::FileType type, bool lossless);

} // namespace qc::images::detail

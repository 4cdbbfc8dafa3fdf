// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "content/errors.hpp"
#include "content/file_type.hpp"
#include "content/limits.hpp"
#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::content {

/// A file that may be stored.
struct Checked {
    FileType type;
    Kind kind;
    std::string mime_type;
    /// With its dot.
    std::string extension;
    std::string bytes;
    /// Of images only, in pixels.
    std::optional<int> width;
    std::optional<int> height;
    /// Of `bytes`, 64 lower-case hexadecimal digits.
    std::string sha256;
};

/// Reads the size from the header of an image; CORRUPTED_FILE when there is none.
using ImageMeasure = Result<ImageSize> (*)(FileType type, std::string_view bytes);

/// Everything that can be told without decoding pictures, in the order of the contract; the first
/// refusal wins. Blocking (decompresses up to 100 MiB): run it on the blocking pool. The pictures
/// in the answer still carry their metadata: images::accept_file is what uploads go through.
[[nodiscard]] Result<Checked> check_content(
    ContentContext context,
    std::optional<std::string_view> file_name,
    std::string bytes,
    ImageMeasure measure
);

/// 1x1 at least, 40 megapixels and 300 frames at most, sides as the context allows.
[[nodiscard]] Result<Nothing> check_image_size(ContentContext context, ImageSize size);

/// The mime types that a context takes, in the order of the contract.
[[nodiscard]] std::vector<std::string> allowed_mime_types(ContentContext context);

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

} // namespace qc::content

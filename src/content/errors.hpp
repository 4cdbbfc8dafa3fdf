// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "content/limits.hpp"
#include "core/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qc::content {

struct ImageSize {
    int width;
    int height;
    int frames = 1;
};

namespace errors {

inline constexpr ErrorCode invalid_file_type{
    ErrorKind::invalid, "INVALID_FILE_TYPE", "Invalid file type."
};
inline constexpr ErrorCode suspicious_file_content{
    ErrorKind::invalid, "SUSPICIOUS_FILE_CONTENT", "Suspicious file content."
};
inline constexpr ErrorCode virus_detected{ErrorKind::invalid, "VIRUS_DETECTED", "Virus detected."};
inline constexpr ErrorCode empty_file{ErrorKind::invalid, "EMPTY_FILE", "File is empty"};
inline constexpr ErrorCode corrupted_file{
    ErrorKind::invalid, "CORRUPTED_FILE", "File is corrupted or unreadable"
};
inline constexpr ErrorCode image_too_large{
    ErrorKind::invalid, "IMAGE_TOO_LARGE", "Image dimensions exceed the limit."
};
inline constexpr ErrorCode zip_bomb_detected{
    ErrorKind::invalid, "ZIP_BOMB_DETECTED", "Potential ZIP bomb detected."
};
inline constexpr ErrorCode unsafe_filename{
    ErrorKind::invalid, "UNSAFE_FILENAME", "Unsafe filename."
};
inline constexpr ErrorCode filename_too_long{
    ErrorKind::invalid, "FILENAME_TOO_LONG", "File name is too long."
};
inline constexpr ErrorCode file_too_large{
    ErrorKind::too_large, "FILE_TOO_LARGE", "File too large."
};

} // namespace errors

/// What the routes that take content declare: of a field for a picture, of one for other kinds of
/// files too, and of an upload, which brings its own file name.
[[nodiscard]] std::vector<ErrorCode const*> picture_field_errors();
[[nodiscard]] std::vector<ErrorCode const*> file_field_errors();
[[nodiscard]] std::vector<ErrorCode const*> upload_errors();

/// The refusals with the sentences and details that the contract gives each of them.
[[nodiscard]] Error refused_type(std::string_view mime_type, std::vector<std::string> allowed);
[[nodiscard]] Error refused_content(std::string_view reason);
[[nodiscard]] Error refused_virus(std::string_view name);
[[nodiscard]] Error refused_as_corrupted(std::string_view reason);
[[nodiscard]] Error refused_dimensions(ImageSize size, int max_side_px);
[[nodiscard]] Error refused_zip_bomb(double ratio);
[[nodiscard]] Error refused_name(std::string_view file_name, std::string_view reason);
[[nodiscard]] Error refused_name_length(std::size_t length_bytes);
[[nodiscard]] Error refused_size(std::size_t size_bytes, std::size_t max_bytes);

/// The same refusal as a field of a JSON body gives it: content that is no readable image is a
/// problem of the field (422, "The data isn't a valid image."); every other code stays as it is.
[[nodiscard]] Error as_image_field(Error error, std::vector<PlaceStep> where);

} // namespace qc::content

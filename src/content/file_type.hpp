// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace qc::content {

enum class Kind { image, document, video, audio };

/// Every type of file that may be stored, and no other: SVG is missing because it carries scripts.
enum class FileType {
    jpeg,
    png,
    gif,
    webp,
    bmp,
    tiff,
    pdf,
    msword,
    docx,
    ms_excel,
    xlsx,
    ms_powerpoint,
    pptx,
    rtf,
    plain_text,
    csv,
    mp4,
    quicktime,
    avi,
    webm_video,
    ogg_video,
    mp3,
    wav,
    ogg_audio,
    webm_audio,
    aac,
    flac,
};

struct FileTypeFacts {
    FileType type;
    Kind kind;
    /// As stored and served.
    std::string_view mime_type;
    /// With its dot.
    std::string_view extension;
};

[[nodiscard]] FileTypeFacts const& facts_of(FileType type);

/// The wire name: image, document, video, audio.
[[nodiscard]] std::string_view name_of(Kind kind);

/// Nothing for a type that may not be stored. Parameters ("; charset=...") are not understood.
[[nodiscard]] std::optional<FileType> type_from_mime(std::string_view mime_type);

} // namespace qc::content

// SPDX-License-Identifier: Apache-2.0
#include "content/file_type.hpp"

#include <algorithm>
#include <array>

namespace qc::content {

namespace {

using enum FileType;

#define QC_OPENXML "application/vnd.openxmlformats-officedocument."

constexpr std::array<FileTypeFacts, 27> table{{
    {jpeg, Kind::image, "image/jpeg", ".jpg"},
    {png, Kind::image, "image/png", ".png"},
    {gif, Kind::image, "image/gif", ".gif"},
    {webp, Kind::image, "image/webp", ".webp"},
    {bmp, Kind::image, "image/bmp", ".bmp"},
    {tiff, Kind::image, "image/tiff", ".tiff"},
    {pdf, Kind::document, "application/pdf", ".pdf"},
    {msword, Kind::document, "application/msword", ".doc"},
    {docx, Kind::document, QC_OPENXML "wordprocessingml.document", ".docx"},
    {ms_excel, Kind::document, "application/vnd.ms-excel", ".xls"},
    {xlsx, Kind::document, QC_OPENXML "spreadsheetml.sheet", ".xlsx"},
    {ms_powerpoint, Kind::document, "application/vnd.ms-powerpoint", ".ppt"},
    {pptx, Kind::document, QC_OPENXML "presentationml.presentation", ".pptx"},
    {rtf, Kind::document, "application/rtf", ".rtf"},
    {plain_text, Kind::document, "text/plain", ".txt"},
    {csv, Kind::document, "text/csv", ".csv"},
    {mp4, Kind::video, "video/mp4", ".mp4"},
    {quicktime, Kind::video, "video/quicktime", ".mov"},
    {avi, Kind::video, "video/x-msvideo", ".avi"},
    {webm_video, Kind::video, "video/webm", ".webm"},
    {ogg_video, Kind::video, "video/ogg", ".ogv"},
    {mp3, Kind::audio, "audio/mpeg", ".mp3"},
    {wav, Kind::audio, "audio/wav", ".wav"},
    {ogg_audio, Kind::audio, "audio/ogg", ".ogg"},
    {webm_audio, Kind::audio, "audio/webm", ".weba"},
    {aac, Kind::audio, "audio/aac", ".aac"},
    {flac, Kind::audio, "audio/flac", ".flac"},
}};

#undef QC_OPENXML

constexpr bool in_order_of_the_enum() {
    for (std::size_t index = 0; index < table.size(); ++index)
        if (table[index].type != static_cast<FileType>(index)) return false;
    return true;
}

static_assert(in_order_of_the_enum(), "facts_of indexes the table by the enum");

} // namespace

FileTypeFacts const& facts_of(FileType type) {
    return table.at(static_cast<std::size_t>(type));
}

std::string_view name_of(Kind kind) {
    constexpr std::array<std::string_view, 4> names{"image", "document", "video", "audio"};
    return names.at(static_cast<std::size_t>(kind));
}

std::optional<FileType> type_from_mime(std::string_view mime_type) {
    auto const found = std::ranges::find(table, mime_type, &FileTypeFacts::mime_type);
    if (found == table.end()) return std::nullopt;
    return found->type;
}

} // namespace qc::content

// SPDX-License-Identifier: Apache-2.0
#include "content/containers.hpp"

#include "content/archive.hpp"
#include "content/errors.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace qc::content {

namespace {

constexpr std::string_view ole2_signature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t ole2_header_bytes = 512;
constexpr std::size_t ole2_directory_entry_bytes = 128;
/// Codec headers stand in front of the media.
constexpr std::size_t codec_search_bytes = 64 * 1024;
constexpr int max_boxes = 10'000;

bool contains(std::string_view bytes, std::string_view part) {
    return bytes.find(part) != std::string_view::npos;
}

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

std::uint64_t big_endian(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t index = 0; index < width; ++index)
        value = value << 8 | byte_at(bytes, at + index);
    return value;
}

std::uint32_t little_endian_32(std::string_view bytes, std::size_t at) {
    return std::uint32_t{byte_at(bytes, at)} | std::uint32_t{byte_at(bytes, at + 1)} << 8 |
           std::uint32_t{byte_at(bytes, at + 2)} << 16 |
           std::uint32_t{byte_at(bytes, at + 3)} << 24;
}

/// [MS-CFB] 2.6.1: the name of a directory entry is UTF-16LE, zero terminated, at its start.
bool has_ole2_stream(std::string_view bytes, std::string_view name) {
    std::string wide;
    for (char const letter : name) {
        wide += letter;
        wide += '\0';
    }
    wide.append(2, '\0');
    for (auto at = bytes.find(wide); at != std::string_view::npos; at = bytes.find(wide, at + 1))
        if (at % ole2_directory_entry_bytes == 0) return true;
    return false;
}

Result<Nothing> check_ole2(std::string_view bytes) {
    if (bytes.size() < ole2_header_bytes * 2) return refused_as_corrupted("truncated");
    auto const byte_order = bytes.substr(28, 2);
    auto const sector_shift = byte_at(bytes, 30);
    if (byte_order != "\xFE\xFF" || (sector_shift != 9 && sector_shift != 12))
        return refused_as_corrupted("compound file header");
    return nothing;
}

/// Recorders that stream write 0 or all ones as the length of the whole.
Result<Nothing> check_riff(std::string_view bytes) {
    if (bytes.size() < 12) return refused_as_corrupted("truncated");
    auto const length_bytes = little_endian_32(bytes, 4);
    bool const unknown = length_bytes == 0 || length_bytes == 0xFFFF'FFFFU;
    if (!unknown && std::uint64_t{length_bytes} + 8 > bytes.size())
        return refused_as_corrupted("truncated");
    return nothing;
}

/// ISO/IEC 14496-12, 4.2: boxes follow each other; length 0 reaches to the end, 1 means a 64-bit
/// length behind the type.
Result<Nothing> check_boxes(std::string_view bytes) {
    std::size_t at = 0;
    for (int count = 0; count < max_boxes && at + 8 <= bytes.size(); ++count) {
        auto length_bytes = big_endian(bytes, at, 4);
        if (length_bytes == 0) return nothing;
        if (length_bytes == 1) {
            if (at + 16 > bytes.size()) return refused_as_corrupted("truncated");
            length_bytes = big_endian(bytes, at + 8, 8);
        }
        if (length_bytes < 8 || length_bytes > bytes.size() - at)
            return refused_as_corrupted("media box beyond the end");
        at += length_bytes;
    }
    return nothing;
}

bool is_pdf_version(std::string_view head) {
    auto const is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    return head.size() >= 8 && is_digit(head[5]) && head[6] == '.' && is_digit(head[7]);
}

Result<Nothing> check_pdf_header(std::string_view bytes) {
    auto const at = bytes.find("%PDF-");
    if (at == std::string_view::npos || !is_pdf_version(bytes.substr(at, 8)))
        return refused_as_corrupted("PDF header");
    return nothing;
}

/// STREAMINFO comes first and has 34 bytes (RFC 9639, 8.2).
Result<Nothing> check_flac(std::string_view bytes) {
    if (bytes.size() < 42 || (byte_at(bytes, 4) & 0x7F) != 0 || big_endian(bytes, 5, 3) != 34)
        return refused_as_corrupted("FLAC stream header");
    return nothing;
}

Result<Nothing> check_zip_directory(std::string_view bytes) {
    if (!zip_entry_names(bytes)) return refused_as_corrupted("unreadable archive directory");
    return nothing;
}

} // namespace

std::optional<FileType> office_file(std::string_view bytes) {
    auto const names = zip_entry_names(bytes);
    if (!names || std::ranges::find(*names, "[Content_Types].xml") == names->end())
        return std::nullopt;
    auto const has_folder = [&](std::string_view folder) {
        return std::ranges::any_of(*names, [&](std::string const& name) {
            return name.starts_with(folder);
        });
    };
    if (has_folder("word/")) return FileType::docx;
    if (has_folder("xl/")) return FileType::xlsx;
    if (has_folder("ppt/")) return FileType::pptx;
    return std::nullopt;
}

std::optional<FileType> ole2_file(std::string_view bytes) {
    if (!bytes.starts_with(ole2_signature)) return std::nullopt;
    if (has_ole2_stream(bytes, "WordDocument")) return FileType::msword;
    if (has_ole2_stream(bytes, "PowerPoint Document")) return FileType::ms_powerpoint;
    if (has_ole2_stream(bytes, "Workbook") || has_ole2_stream(bytes, "Book"))
        return FileType::ms_excel;
    return std::nullopt;
}

std::optional<FileType> ogg_file(std::string_view bytes) {
    auto const head = bytes.substr(0, codec_search_bytes);
    if (!head.starts_with("OggS")) return std::nullopt;
    if (contains(head, "\x80theora")) return FileType::ogg_video;
    auto const has_codec = [&](std::string_view mark) { return contains(head, mark); };
    if (has_codec("OpusHead") || has_codec("\x01vorbis") ||
        has_codec("\x7F"
                  "FLAC") ||
        has_codec("Speex   "))
        return FileType::ogg_audio;
    return std::nullopt;
}

std::optional<FileType> webm_file(std::string_view bytes) {
    auto const head = bytes.substr(0, codec_search_bytes);
    if (!head.starts_with("\x1A\x45\xDF\xA3") || !contains(head.substr(0, 64), "webm"))
        return std::nullopt;
    bool const has_video =
        contains(head, "V_VP8") || contains(head, "V_VP9") || contains(head, "V_AV1");
    bool const has_audio = contains(head, "A_OPUS") || contains(head, "A_VORBIS");
    return has_audio && !has_video ? FileType::webm_audio : FileType::webm_video;
}

Result<Nothing> check_container(FileType type, std::string_view bytes) {
    switch (type) {
    case FileType::msword:
    case FileType::ms_excel:
    case FileType::ms_powerpoint:
        return check_ole2(bytes);
    case FileType::docx:
    case FileType::xlsx:
    case FileType::pptx:
        return check_zip_directory(bytes);
    case FileType::wav:
    case FileType::avi:
        return check_riff(bytes);
    case FileType::mp4:
    case FileType::quicktime:
        return check_boxes(bytes);
    case FileType::pdf:
        return check_pdf_header(bytes);
    case FileType::flac:
        return check_flac(bytes);
    default:
        return nothing;
    }
}

} // namespace qc::content

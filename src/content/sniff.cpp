// SPDX-License-Identifier: Apache-2.0
#include "content/sniff.hpp"

#include "content/containers.hpp"
#include "core/text.hpp"

#include <magic.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <utility>

namespace qc::content {

namespace {

struct CloseMagic {
    void operator()(magic_set* cookie) const noexcept { magic_close(cookie); }
};

using Magic = std::unique_ptr<magic_set, CloseMagic>;

/// Signatures stand at the front, and what lies behind is searched by our own checks.
constexpr std::size_t searched_bytes = 64 * 1024;

/// Deeper looks into formats are switched off: they parse more hostile input than a signature
/// needs, and their finds (JSON, source code) are only text here.
constexpr int magic_flags = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
                            MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_APPTYPE |
                            MAGIC_NO_CHECK_JSON;

Magic loaded_magic() {
    Magic cookie(magic_open(magic_flags));
    if (!cookie || magic_load(cookie.get(), nullptr) != 0)
        throw std::runtime_error("the magic database of libmagic cannot be loaded");
    return cookie;
}

std::string magic_type(std::string_view bytes) {
    // A cookie serves one thread at a time and takes milliseconds to load.
    thread_local Magic const cookie = loaded_magic();
    auto const head = bytes.substr(0, searched_bytes);
    auto const* const type = magic_buffer(cookie.get(), head.data(), head.size());
    return type == nullptr ? "application/octet-stream" : type;
}

/// Names of libmagic that differ from the stored ones. M4A is an MP4 without a picture.
constexpr std::array<std::pair<std::string_view, FileType>, 9> other_names{{
    {"image/vnd.mozilla.apng", FileType::png},
    {"image/x-ms-bmp", FileType::bmp},
    {"text/rtf", FileType::rtf},
    {"application/csv", FileType::csv},
    {"video/x-m4v", FileType::mp4},
    {"audio/x-m4a", FileType::mp4},
    {"audio/mp4", FileType::mp4},
    {"audio/x-wav", FileType::wav},
    {"audio/x-hx-aac-adts", FileType::aac},
}};

std::optional<FileType> type_of_name(std::string_view name) {
    auto const* const other =
        std::ranges::find(other_names, name, &std::pair<std::string_view, FileType>::first);
    if (other != other_names.end()) return other->second;
    return type_from_mime(name);
}

bool is_container(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0") ||
           bytes.starts_with("OggS") || bytes.starts_with("\x1A\x45\xDF\xA3");
}

/// A ZIP without its directory is still called by what its first entries promise, so that a
/// truncated document is told to be corrupted and not to be of a wrong type.
std::optional<FileType> held_type(std::string_view bytes, std::string_view magic_name) {
    switch (bytes.front()) {
    case 'P': {
        auto const office = office_file(bytes);
        return office ? office : type_from_mime(magic_name);
    }
    case 'O':
        return ogg_file(bytes);
    case '\x1A':
        return webm_file(bytes);
    default:
        return ole2_file(bytes);
    }
}

/// Text that libmagic takes for a program, or is too short for it to tell.
bool is_text(std::string_view bytes, std::string_view magic_name) {
    if (magic_name == "image/svg+xml") return false;
    if (magic_name.starts_with("text/")) return true;
    return is_utf8(bytes) && !has_control(bytes, "\t\n\r\f");
}

} // namespace

Sniffed sniff(std::string_view bytes) {
    if (bytes.empty()) return {std::nullopt, "application/x-empty"};
    auto name = magic_type(bytes);
    auto type = is_container(bytes) ? held_type(bytes, name) : type_of_name(name);
    // libmagic reads on behind an ID3 tag; a tag with a long picture hides the audio from it.
    if (!type && bytes.starts_with("ID3") && name == "application/octet-stream")
        type = FileType::mp3;
    if (!type && !is_container(bytes) && is_text(bytes, name)) type = FileType::plain_text;
    if (type) name = facts_of(*type).mime_type;
    return {type, std::move(name)};
}

} // namespace qc::content

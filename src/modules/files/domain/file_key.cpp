// SPDX-License-Identifier: Apache-2.0
#include "files/domain/file_key.hpp"

namespace qc::files {
namespace {

constexpr std::size_t longest_key = 1024;

std::string_view category_of(std::string_view mime_type, std::string_view extension) {
    if (mime_type.starts_with("image/")) return "images";
    if (mime_type.starts_with("video/")) return "videos";
    if (mime_type.starts_with("audio/")) return "audio";
    if (extension == ".xls" || extension == ".xlsx") return "excels";
    return "documents";
}

bool is_key_character(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '.' || byte == '_' || byte == '-';
}

bool is_segment(std::string_view segment) {
    if (segment.empty() || segment == "." || segment == "..") return false;
    for (char const byte : segment) {
        if (!is_key_character(byte)) return false;
    }
    return true;
}

/// What stands between the first and the last slash.
std::string_view release_of(std::string_view key) {
    auto const first = key.find('/');
    auto const last = key.rfind('/');
    if (first == last) return {};
    return key.substr(first + 1, last - first - 1);
}

} // namespace

std::string make_key(KeyParts const& parts) {
    std::string key(category_of(parts.mime_type, parts.extension));
    key += '/';
    key += parts.release;
    key += '/';
    key += parts.id.text();
    key += parts.extension;
    return key;
}

bool is_well_formed_key(std::string_view key) {
    if (key.size() > longest_key) return false;
    for (;;) {
        auto const slash = key.find('/');
        if (!is_segment(key.substr(0, slash))) return false;
        if (slash == std::string_view::npos) return true;
        key.remove_prefix(slash + 1);
    }
}

bool is_static_key(std::string_view key) {
    return key.starts_with("static/");
}

bool is_private_key(std::string_view key) {
    auto const release = release_of(key);
    return release.starts_with("chat_") || release == "checkins" || release == "quests/points";
}

} // namespace qc::files

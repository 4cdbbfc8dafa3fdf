// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qc::content::tests {

using Entries = std::vector<std::pair<std::string, std::string>>;

/// A ZIP with these entries in this order; `options` as libarchive takes them.
inline std::string zip_of(Entries const& entries, char const* options = "zip:compression=deflate") {
    std::size_t room = 4096;
    for (auto const& [name, content] : entries)
        room += 1024 + name.size() * 2 + content.size() * 2;
    std::string bytes(room, '\0');
    std::size_t used = 0;
    auto* const zip = archive_write_new();
    archive_write_set_format_zip(zip);
    archive_write_set_options(zip, options);
    archive_write_set_bytes_in_last_block(zip, 1);
    archive_write_open_memory(zip, bytes.data(), bytes.size(), &used);
    for (auto const& [name, content] : entries) {
        auto* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(zip, entry);
        archive_write_data(zip, content.data(), content.size());
        archive_entry_free(entry);
    }
    archive_write_close(zip);
    archive_write_free(zip);
    bytes.resize(used);
    return bytes;
}

/// A word processor document with further entries behind the two that make it one.
inline std::string docx_with(Entries const& more) {
    Entries entries{{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<document/>"}};
    entries.insert(entries.end(), more.begin(), more.end());
    return zip_of(entries);
}

inline std::string wide(std::string_view text) {
    std::string out;
    for (char const letter : text)
        out.append({letter, '\0'});
    return out;
}

/// A compound file with one directory entry of that name.
inline std::string ole2_with(std::string_view stream) {
    std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    bytes.append(16, '\0');
    bytes += std::string("\x3E\x00\x03\x00\xFE\xFF\x09\x00", 8);
    bytes.resize(512, '\0');
    bytes += wide(stream);
    bytes.resize(2048, '\0');
    return bytes;
}

inline std::string little_endian_32(std::uint32_t value) {
    std::string out;
    for (int shift = 0; shift < 32; shift += 8)
        out += static_cast<char>(value >> shift & 0xFF);
    return out;
}

inline std::string big_endian_32(std::uint32_t value) {
    auto const little = little_endian_32(value);
    return {little.rbegin(), little.rend()};
}

inline std::string riff(std::string_view form, std::uint32_t length_bytes) {
    return "RIFF" + little_endian_32(length_bytes) + std::string(form) + "fmt " +
           std::string("\x10\0\0\0\x01\0\x01\0\x40\x1F\0\0\x40\x1F\0\0\x01\0\x08\0", 20) + "data" +
           std::string(4, '\0');
}

inline std::string box(std::string_view type, std::string_view content) {
    return big_endian_32(static_cast<std::uint32_t>(content.size() + 8)) + std::string(type) +
           std::string(content);
}

inline std::string media_of(std::string_view brand) {
    return box("ftyp", std::string(brand) + std::string("\0\0\2\0", 4) + std::string(brand)) +
           box("mdat", "frames");
}

inline std::string ogg_with(std::string_view packet) {
    std::string page("OggS\0\x02", 6);
    page.append(20, '\0');
    page += '\x01';
    page += static_cast<char>(packet.size());
    return page + std::string(packet);
}

/// EBML header of the given document type, then the given codec.
inline std::string matroska(std::string_view document_type, std::string_view codec) {
    std::string header(
        "\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08\x42\x82", 18
    );
    header += static_cast<char>(0x80 + document_type.size());
    header += document_type;
    std::string bytes = "\x1A\x45\xDF\xA3";
    bytes += static_cast<char>(0x80 + header.size());
    return bytes + header + "\x18\x53\x80\x67" + std::string(8, '\xFF') + std::string(codec);
}

inline std::string flac_file() {
    return std::string("fLaC\0\0\0\x22", 8) + std::string(34, '\x01');
}

/// The signature every scanner knows, put together here so that no scanner finds it in a program.
inline std::string test_virus() {
    std::string const front = "X5O!P%@AP[4\\PZX54(P^)7CC)7}";
    return front + "$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";
}

} // namespace qc::content::tests

// SPDX-License-Identifier: Apache-2.0
#include "content/archive.hpp"

#include "content/active_content.hpp"
#include "content/errors.hpp"
#include "core/text.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

namespace qc::content {

namespace {

struct CloseArchive {
    void operator()(archive* opened) const noexcept { archive_read_free(opened); }
};

using Archive = std::unique_ptr<archive, CloseArchive>;

constexpr std::array<std::string_view, 16> archive_extensions{
    ".zip",
    ".7z",
    ".rar",
    ".tar",
    ".gz",
    ".tgz",
    ".bz2",
    ".xz",
    ".zst",
    ".lz4",
    ".cab",
    ".iso",
    ".jar",
    ".arj",
    ".lzh",
    ".z",
};

constexpr std::array<std::string_view, 8> archive_signatures{
    "PK\x03\x04",
    "PK\x05\x06",
    "7z\xBC\xAF\x27\x1C",
    "Rar!\x1A\x07",
    "\x1F\x8B",
    "BZh",
    "\xFD"
    "7zXZ",
    "\x28\xB5\x2F\xFD",
};

constexpr std::array<std::string_view, 3> macro_parts{
    "vbaproject.bin", "vbadata.xml", "xl/macrosheets/"
};

Archive opened_zip(std::string_view bytes) {
    Archive opened(archive_read_new());
    if (!opened) throw std::bad_alloc();
    // Reads by the directory at the end, as office programs do; a reader that goes by local
    // headers could be shown other entries.
    archive_read_support_format_zip_seekable(opened.get());
    if (archive_read_open_memory(opened.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return {};
    return opened;
}

std::string name_of_entry(archive_entry* entry) {
    auto const* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    return name == nullptr ? std::string() : std::string(name);
}

struct Next {
    archive_entry* entry = nullptr;
    bool readable = false;
};

/// Readable without an entry is the end.
Next next_entry(archive* opened) {
    archive_entry* entry = nullptr;
    auto const state = archive_read_next_header(opened, &entry);
    if (state == ARCHIVE_EOF) return {nullptr, true};
    if (state != ARCHIVE_OK && state != ARCHIVE_WARN) return {};
    return {entry, true};
}

Result<Nothing> check_entry_name(std::string_view name) {
    auto const lower = ascii_lower(name);
    auto const is_macro = [&](std::string_view part) {
        return lower.find(part) != std::string::npos;
    };
    if (std::ranges::any_of(macro_parts, is_macro)) return refused_content("macros");
    auto const is_archive = [&](std::string_view extension) { return lower.ends_with(extension); };
    if (std::ranges::any_of(archive_extensions, is_archive))
        return refused_content("nested archive");
    return nothing;
}

Result<Nothing> check_block(std::string_view block, bool first) {
    auto const is_archive = [&](std::string_view mark) { return block.starts_with(mark); };
    if (first && std::ranges::any_of(archive_signatures, is_archive))
        return refused_content("nested archive");
    if (block.find("macroEnabled") != std::string_view::npos) return refused_content("macros");
    return check_test_virus(block);
}

double ratio_of(std::size_t plain_bytes, std::size_t packed_bytes) {
    if (plain_bytes == 0) return 0.0;
    return static_cast<double>(plain_bytes) /
           static_cast<double>(std::max<std::size_t>(packed_bytes, 1));
}

/// Counts what comes out of one archive.
class Inspection {
public:
    Inspection(archive* opened, std::size_t file_bytes)
        : archive_(opened)
        , file_bytes_(file_bytes) {}

    Result<Nothing> run() {
        for (std::size_t count = 0;; ++count) {
            auto const next = next_entry(archive_);
            if (!next.readable) return refused_as_corrupted("unreadable archive directory");
            if (next.entry == nullptr) return nothing;
            if (count == max_zip_entries)
                return refused_zip_bomb(ratio_of(plain_bytes_, file_bytes_));
            if (archive_entry_is_data_encrypted(next.entry) != 0)
                return refused_content("encrypted archive");
            QC_CHECK_NOW(check_entry_name(name_of_entry(next.entry)));
            QC_CHECK_NOW(read_entry());
        }
    }

private:
    Result<Nothing> read_entry() {
        auto const start_bytes = consumed_bytes();
        std::size_t entry_bytes = 0;
        for (;;) {
            void const* block = nullptr;
            std::size_t size = 0;
            la_int64_t offset = 0;
            auto const state = archive_read_data_block(archive_, &block, &size, &offset);
            if (state == ARCHIVE_EOF) break;
            if (state != ARCHIVE_OK) return refused_as_corrupted("unreadable archive entry");
            std::string_view const text(static_cast<char const*>(block), size);
            QC_CHECK_NOW(check_block(text, entry_bytes == 0));
            entry_bytes += size;
            plain_bytes_ += size;
            auto const total_ratio = ratio_of(plain_bytes_, file_bytes_);
            if (plain_bytes_ > max_zip_bytes || total_ratio > max_zip_ratio)
                return refused_zip_bomb(total_ratio);
        }
        auto const entry_ratio = ratio_of(entry_bytes, consumed_bytes() - start_bytes);
        if (entry_ratio > max_zip_ratio) return refused_zip_bomb(entry_ratio);
        return nothing;
    }

    std::size_t consumed_bytes() const {
        return static_cast<std::size_t>(std::max<la_int64_t>(archive_filter_bytes(archive_, -1), 0)
        );
    }

    archive* archive_;
    std::size_t file_bytes_;
    std::size_t plain_bytes_ = 0;
};

} // namespace

std::optional<std::vector<std::string>> zip_entry_names(std::string_view bytes) {
    auto const opened = opened_zip(bytes);
    if (!opened) return std::nullopt;
    std::vector<std::string> names;
    while (names.size() <= max_zip_entries) {
        auto const next = next_entry(opened.get());
        if (!next.readable) return std::nullopt;
        if (next.entry == nullptr) break;
        names.push_back(name_of_entry(next.entry));
    }
    return names;
}

Result<Nothing> check_zip(std::string_view bytes) {
    auto const opened = opened_zip(bytes);
    if (!opened) return refused_as_corrupted("unreadable archive");
    return Inspection(opened.get(), bytes.size()).run();
}

} // namespace qc::content

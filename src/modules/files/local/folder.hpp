// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/domain/byte_range.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace qc::files {

/// Files below a root, by keys that is_well_formed_key accepts. Symbolic links are followed
/// nowhere below the root. Blocks; throws std::system_error. Thread-safe.
class Folder {
public:
    /// Makes the root when it is missing.
    explicit Folder(std::filesystem::path root);

    /// Durable when it returns; nobody ever sees a part of the file.
    void write(std::string_view key, std::string_view bytes) const;

    /// Nothing when there is no such file, or it is shorter.
    [[nodiscard]] std::optional<std::string> read(std::string_view key, ByteRange range) const;

    void remove(std::string_view key) const;

    [[nodiscard]] bool contains(std::string_view key) const;

private:
    std::filesystem::path root_;
};

} // namespace qc::files

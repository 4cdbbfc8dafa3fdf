// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace qc::app {

/// Whole content without the line break at its end. Throws std::runtime_error.
[[nodiscard]] std::string read_small_file(std::filesystem::path const& path);

/// Replaces the file at once, so that a reader sees the old or the new content.
void write_small_file(std::filesystem::path const& path, std::string_view content);

/// The same, readable by its owner only.
void write_secret_file(std::filesystem::path const& path, std::string_view content);

} // namespace qc::app

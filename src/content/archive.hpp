// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::content {

/// The names in the directory of a ZIP, at most one more than max_zip_entries; nothing when it has
/// no readable directory. Decompresses nothing.
[[nodiscard]] std::optional<std::vector<std::string>> zip_entry_names(std::string_view bytes);

/// Decompresses every entry into nowhere and counts, because the sizes in a directory may lie.
/// ZIP_BOMB_DETECTED, SUSPICIOUS_FILE_CONTENT (encrypted entries, nested archives, macros),
/// VIRUS_DETECTED or CORRUPTED_FILE.
[[nodiscard]] Result<Nothing> check_zip(std::string_view bytes);

} // namespace qc::content

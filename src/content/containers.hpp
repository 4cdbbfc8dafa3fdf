// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "content/file_type.hpp"
#include "core/result.hpp"

#include <optional>
#include <string_view>

namespace qc::content {

/// What a container holds, where its own signature does not tell. Nothing for contents that may
/// not be stored and for bytes that are not that container.
[[nodiscard]] std::optional<FileType> office_file(std::string_view bytes);
[[nodiscard]] std::optional<FileType> ole2_file(std::string_view bytes);
[[nodiscard]] std::optional<FileType> ogg_file(std::string_view bytes);
[[nodiscard]] std::optional<FileType> webm_file(std::string_view bytes);

/// CORRUPTED_FILE when the frame of a container contradicts its content (lengths beyond the end,
/// headers of the wrong form). Images are not looked at: their decoder does it.
[[nodiscard]] Result<Nothing> check_container(FileType type, std::string_view bytes);

} // namespace qc::content

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "content/file_type.hpp"
#include "core/result.hpp"

#include <string_view>

namespace qc::content {

/// Scripts in the first KiB of text types, actions in PDF: SUSPICIOUS_FILE_CONTENT.
[[nodiscard]] Result<Nothing> check_active_content(FileType type, std::string_view bytes);

/// VIRUS_DETECTED for the test signature of the anti-virus vendors, which every scanner must know.
[[nodiscard]] Result<Nothing> check_test_virus(std::string_view bytes);

} // namespace qc::content

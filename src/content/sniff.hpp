// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "content/file_type.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace qc::content {

struct Sniffed {
    /// Nothing for content that may not be stored.
    std::optional<FileType> type;
    /// What the content seems to be, also when it is refused; for messages only.
    std::string mime_type;
};

/// Decides by content only; names and declared types lie. Thread-safe. Throws when the magic
/// database of libmagic is not installed.
[[nodiscard]] Sniffed sniff(std::string_view bytes);

} // namespace qc::content

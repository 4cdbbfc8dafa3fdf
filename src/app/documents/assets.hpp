// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace qc::app {

/// A file of the API browser that is part of the binary.
struct Asset {
    std::string_view name;
    std::string_view content_type;
    std::string_view content;
};

[[nodiscard]] std::span<Asset const> document_assets();

} // namespace qc::app

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace qc::compat {

/// One more name for a member of an answer.
struct Alias {
    std::string_view key;
    std::string_view alias;
    /// A null becomes an empty text under the alias.
    bool never_null = false;
};

/// The aliases of one shape, named as in docs/api/openapi.json.
struct ShapeAliases {
    std::string_view shape;
    std::span<Alias const> aliases;
};

/// Section 2 of client-compat.md.
[[nodiscard]] std::span<ShapeAliases const> all_shape_aliases();

} // namespace qc::compat

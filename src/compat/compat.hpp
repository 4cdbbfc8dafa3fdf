// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"

#include <string>
#include <string_view>

/// What exists only for the published mobile client: alias fields of answers and alias routes
/// (client-compat.md). Nothing else knows these names; without this folder the API is whole.
namespace qc::compat {

struct Settings {
    /// Alias fields and alias routes.
    bool aliases = true;
    /// Chat lists answer `application/json` without a charset: that client decodes their texts
    /// twice.
    bool bare_chat_charset = true;
};

/// Decorates the handlers of `routes` and adds the hidden alias routes. Call once, when every
/// route is there. Throws std::logic_error when a rule names a route or a shape that is gone.
void add_aliases(http::Routes& routes, Settings const& settings);

/// The path of the contract for one below the old base; any other path as it is.
[[nodiscard]] std::string canonical_path(std::string_view path);

} // namespace qc::compat

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"

#include <string>
#include <string_view>

namespace qc::http {

/// The OpenAPI 3.1 document of the routes that are not hidden; the same text for the same routes
/// in any order. Throws std::logic_error when two routes would share an operationId.
[[nodiscard]] std::string openapi_document(Routes const& routes, std::string_view version);

/// Markdown table of the routes and what each of them needs.
[[nodiscard]] std::string permissions_document(Routes const& routes);

} // namespace qc::http

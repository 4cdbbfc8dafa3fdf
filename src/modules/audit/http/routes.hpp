// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/application/ports.hpp"
#include "http/route.hpp"

#include <functional>
#include <string>

namespace qc::audit {

/// The absolute URL of a stored picture by its key.
using PictureUrl = std::function<std::string(std::string const& key)>;

/// `queries` outlives the routes.
void add_routes(http::Routes& routes, AuditQueries& queries, PictureUrl picture_url);

} // namespace qc::audit

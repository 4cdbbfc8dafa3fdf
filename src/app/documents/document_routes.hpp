// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"

#include <string>

namespace qc::app {

/// /openapi.json of the routes that are there already, and the browser of it at /api/docs.
void add_document_routes(http::Routes& routes, std::string const& version);

} // namespace qc::app

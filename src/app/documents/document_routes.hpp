// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"

#include <memory>
#include <string>

namespace qc::app {

/// Making it takes longer than all the rest of a worker, and it is the same for all of them.
using ApiDocument = std::shared_ptr<std::string const>;

/// /openapi.json of the routes that are there already, and the browser of it at /api/docs. Makes
/// `document` when it is null.
void add_document_routes(http::Routes& routes, std::string const& version, ApiDocument& document);

} // namespace qc::app

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"

namespace qc::permissions {

void add_routes(http::Routes& routes);

} // namespace qc::permissions

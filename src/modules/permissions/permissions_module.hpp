// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"

namespace qc::permissions {

/// Shows callers what they may do. Has no state.
class PermissionsModule {
public:
    void add_routes(http::Routes& routes);
};

} // namespace qc::permissions

// SPDX-License-Identifier: Apache-2.0
#include "permissions/permissions_module.hpp"

#include "permissions/http/routes.hpp"

namespace qc::permissions {

void PermissionsModule::add_routes(http::Routes& routes) {
    permissions::add_routes(routes);
}

} // namespace qc::permissions

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"
#include "users/application/user_queries.hpp"

namespace qc::users {

/// Both must outlive the routes.
void add_routes(http::Routes& routes, Users& users, UserQueries& queries);

} // namespace qc::users

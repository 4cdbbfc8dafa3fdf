// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"
#include "users/users.hpp"

namespace qc::users {

/// `users` must outlive the routes.
void add_routes(http::Routes& routes, Users& users);

} // namespace qc::users

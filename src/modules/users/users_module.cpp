// SPDX-License-Identifier: Apache-2.0
#include "users/users_module.hpp"

#include "users/http/routes.hpp"
#include "users/postgres/user_queries.hpp"
#include "users/postgres/users.hpp"

namespace qc::users {

UsersModule::UsersModule(UsersServices const& services)
    : users_(std::make_unique<PostgresUsers>(services.database, services.files))
    , queries_(std::make_unique<PostgresUserQueries>(services.database, services.files)) {}

UsersModule::~UsersModule() = default;

void UsersModule::add_routes(http::Routes& routes) {
    users::add_routes(routes, *users_, *queries_);
}

} // namespace qc::users

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "http/route.hpp"
#include "pg/database.hpp"
#include "users/application/user_queries.hpp"

#include <memory>

namespace qc::users {

/// Everything must outlive the module.
struct UsersServices {
    pg::Database& database;
    files::Files& files;
};

/// Accounts and profiles, for one worker.
class UsersModule {
public:
    explicit UsersModule(UsersServices const& services);
    ~UsersModule();

    [[nodiscard]] Users& facade() noexcept { return *users_; }

    void add_routes(http::Routes& routes);

private:
    std::unique_ptr<Users> users_;
    std::unique_ptr<UserQueries> queries_;
};

} // namespace qc::users

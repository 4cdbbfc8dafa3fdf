// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "pg/database.hpp"
#include "users/application/user_queries.hpp"

namespace qc::users {

class PostgresUserQueries final : public UserQueries {
public:
    PostgresUserQueries(pg::Database& database, files::Files const& files)
        : database_(database)
        , files_(files) {}

    Task<std::optional<UserPublic>> find_public(UserId user) override;
    Task<Page<UserRead>> list(UserFilter filter, PageRequest page) override;

private:
    pg::Database& database_;
    files::Files const& files_;
};

} // namespace qc::users

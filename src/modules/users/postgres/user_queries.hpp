// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "people/rows.hpp"
#include "pg/database.hpp"
#include "users/application/user_queries.hpp"

namespace qc::users {

class PostgresUserQueries final : public UserQueries {
public:
    PostgresUserQueries(pg::Database& database, files::Files const& files)
        : database_(database)
        , url_of_([&files](std::string_view key) { return files.public_url(key); }) {}

    Task<std::optional<UserPublic>> find_public(UserId user) override;
    Task<Page<UserRead>> list(UserFilter filter, PageRequest page) override;

private:
    pg::Database& database_;
    people::UrlOf url_of_;
};

} // namespace qc::users

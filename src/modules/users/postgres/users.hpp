// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "pg/database.hpp"
#include "users/users.hpp"

namespace qc::users {

class PostgresUsers final : public Users {
public:
    PostgresUsers(pg::Database& database, files::Files& files)
        : database_(database)
        , files_(files) {}

    Task<std::optional<Account>> find(std::string login) override;
    Task<std::optional<Account>> find(UserId user) override;
    Task<std::optional<Account>> lock(Transaction& transaction, std::string login) override;
    Task<std::optional<Account>> lock(Transaction& transaction, UserId user) override;
    Task<Result<Nothing>> create(Transaction& transaction, NewAccount account) override;
    Task<Result<Nothing>>
    overwrite(Transaction& transaction, NewAccount account, Instant now) override;
    Task<void> mark_verified(Transaction& transaction, UserId user) override;
    Task<void> activate(Transaction& transaction, UserId user) override;
    Task<void>
    set_password(Transaction& transaction, UserId user, std::string password_hash) override;
    Task<void> note_login(Transaction& transaction, UserId user, Instant now) override;
    Task<Result<Nothing>> make_admin(Transaction& transaction, NewAccount account) override;
    Task<std::optional<UserRead>> read(UserId user) override;

private:
    [[nodiscard]] Task<Result<Nothing>>
    refuse_taken(Transaction& transaction, NewAccount const& account);
    [[nodiscard]] Task<Result<Nothing>> write_unique(
        Transaction& transaction, pg::Statement const& statement, pg::Parameters parameters
    );

    pg::Database& database_;
    files::Files& files_;
};

} // namespace qc::users

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "people/rows.hpp"
#include "pg/database.hpp"
#include "users/users.hpp"

namespace qc::users {

class PostgresUsers final : public Users {
public:
    PostgresUsers(pg::Database& database, files::Files const& files)
        : database_(database)
        , url_of_([&files](std::string_view key) { return files.public_url(key); }) {}

    Task<std::optional<Account>> find(std::string login) override;
    Task<std::optional<Account>> find(UserId user) override;
    Task<std::optional<Account>> lock(Transaction& transaction, std::string login) override;
    Task<std::optional<Account>> lock(Transaction& transaction, UserId user) override;
    Task<std::vector<Account>> lock(Transaction& transaction, std::vector<UserId> users) override;
    Task<Result<Nothing>> create(Transaction& transaction, NewAccount account) override;
    Task<Result<Nothing>>
    overwrite(Transaction& transaction, NewAccount account, Instant now) override;
    Task<Result<Nothing>> save(Transaction& transaction, Account account) override;
    Task<void> mark_verified(Transaction& transaction, UserId user) override;
    Task<void> activate(Transaction& transaction, UserId user) override;
    Task<void>
    set_password(Transaction& transaction, UserId user, std::string password_hash) override;
    Task<void> note_login(Transaction& transaction, UserId user, Instant now) override;
    Task<Result<Nothing>> make_admin(Transaction& transaction, NewAccount account) override;
    Task<bool> is_last_admin(Transaction& transaction, UserId user) override;
    Task<std::optional<std::string>>
    anonymise(Transaction& transaction, UserId user, Instant now) override;
    Task<std::optional<UserRead>> read(UserId user) override;
    Task<std::optional<UserRead>> read(Transaction& transaction, UserId user) override;
    Task<std::optional<Profile>> find_profile(UserId owner) override;
    Task<std::optional<Profile>> find_profile(ProfileId profile) override;
    Task<std::optional<Profile>> lock_profile(Transaction& transaction, UserId owner) override;
    Task<void> save(Transaction& transaction, Profile profile) override;

private:
    struct LoginNames {
        UserId user;
        std::string email;
        std::string username;
    };

    [[nodiscard]] static LoginNames names_of(NewAccount const& account);
    [[nodiscard]] std::optional<UserRead> first_of(pg::Rows const& rows) const;
    [[nodiscard]] Task<Result<Nothing>>
    refuse_taken(Transaction& transaction, LoginNames const& names);
    [[nodiscard]] Task<Result<Nothing>> write_unique(
        Transaction& transaction, pg::Statement const& statement, pg::Parameters parameters
    );

    pg::Database& database_;
    people::UrlOf url_of_;
};

} // namespace qc::users

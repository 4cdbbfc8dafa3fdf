// SPDX-License-Identifier: Apache-2.0
#include "users/postgres/users.hpp"

#include "pg/errors.hpp"
#include "pg/rows.hpp"
#include "sql/users.hpp"

#include <boost/describe.hpp>

namespace qc::users {

BOOST_DESCRIBE_STRUCT(
    Account,
    (),
    (id,
     username,
     email,
     password_hash,
     first_name,
     last_name,
     role,
     is_active,
     is_verified,
     can_edit_quests,
     can_lock_users,
     language,
     self_registered,
     last_login_at,
     locked_reason,
     created_at)
)
BOOST_DESCRIBE_STRUCT(
    Profile, (), (id, owner, avatar_key, instagram_username, credits, subscription_until)
)

namespace {

struct TakenRow {
    bool email = false;
    bool username = false;
};

BOOST_DESCRIBE_STRUCT(TakenRow, (), (email, username))

bool is_email(std::string_view login) {
    return login.find('@') != std::string_view::npos;
}

} // namespace

PostgresUsers::LoginNames PostgresUsers::names_of(NewAccount const& account) {
    return {account.id, account.email.text(), account.username.text()};
}

Task<std::optional<Account>> PostgresUsers::find(std::string login) {
    auto const& statement = is_email(login) ? sql::account_by_email : sql::account_by_username;
    co_return pg::row_as<Account>(co_await database_.read(statement, pg::parameters(login)));
}

Task<std::optional<Account>> PostgresUsers::find(UserId user) {
    co_return pg::row_as<Account>(co_await database_.read(sql::account, pg::parameters(user)));
}

Task<std::optional<Account>> PostgresUsers::lock(Transaction& transaction, std::string login) {
    auto const& statement =
        is_email(login) ? sql::lock_account_by_email : sql::lock_account_by_username;
    co_return pg::row_as<Account>(
        co_await database_.execute(transaction, statement, pg::parameters(login))
    );
}

Task<std::optional<Account>> PostgresUsers::lock(Transaction& transaction, UserId user) {
    co_return pg::row_as<Account>(
        co_await database_.execute(transaction, sql::lock_account, pg::parameters(user))
    );
}

Task<std::vector<Account>>
PostgresUsers::lock(Transaction& transaction, std::vector<UserId> users) {
    co_return pg::rows_as<Account>(
        co_await database_.execute(transaction, sql::lock_accounts, pg::parameters(users))
    );
}

Task<Result<Nothing>>
PostgresUsers::refuse_taken(Transaction& transaction, LoginNames const& names) {
    auto const taken = pg::only_row<TakenRow>(co_await database_.execute(
        transaction, sql::taken, pg::parameters(names.user, names.email, names.username)
    ));
    if (taken.email) co_return email_already_exists;
    if (taken.username) co_return username_already_exists;
    co_return nothing;
}

// The check before gives the right refusal, the constraints win races.
Task<Result<Nothing>> PostgresUsers::write_unique(
    Transaction& transaction, pg::Statement const& statement, pg::Parameters parameters
) {
    try {
        co_await database_.execute(transaction, statement, std::move(parameters));
        co_return nothing;
    } catch (pg::ServerError const& refusal) {
        if (refusal.is_unique_violation("uq_user_email")) co_return email_already_exists;
        if (refusal.is_unique_violation("uq_user_username")) co_return username_already_exists;
        throw;
    }
}

Task<Result<Nothing>> PostgresUsers::create(Transaction& transaction, NewAccount account) {
    QC_CHECK(co_await refuse_taken(transaction, names_of(account)));
    co_return co_await write_unique(
        transaction,
        sql::add_account,
        pg::parameters(
            account.id,
            account.username.text(),
            account.email.text(),
            account.password_hash,
            account.first_name,
            account.last_name,
            account.language,
            account.role,
            account.instagram_username,
            account.is_verified,
            account.self_registered,
            account.is_active,
            account.can_edit_quests,
            account.can_lock_users,
            account.avatar_key
        )
    );
}

Task<Result<Nothing>>
PostgresUsers::overwrite(Transaction& transaction, NewAccount account, Instant now) {
    QC_CHECK(co_await refuse_taken(transaction, names_of(account)));
    co_return co_await write_unique(
        transaction,
        sql::overwrite_account,
        pg::parameters(
            account.id,
            account.username.text(),
            account.password_hash,
            account.first_name,
            account.last_name,
            account.language,
            account.instagram_username,
            now
        )
    );
}

Task<Result<Nothing>> PostgresUsers::save(Transaction& transaction, Account account) {
    LoginNames const names{account.id, account.email, account.username};
    QC_CHECK(co_await refuse_taken(transaction, names));
    co_return co_await write_unique(
        transaction,
        sql::save_account,
        pg::parameters(
            account.id,
            account.username,
            account.email,
            account.password_hash,
            account.first_name,
            account.last_name,
            account.role,
            account.is_active,
            account.is_verified,
            account.can_edit_quests,
            account.can_lock_users,
            account.locked_reason
        )
    );
}

Task<Result<Nothing>> PostgresUsers::make_admin(Transaction& transaction, NewAccount account) {
    QC_CHECK(co_await refuse_taken(transaction, names_of(account)));
    co_return co_await write_unique(
        transaction,
        sql::make_admin,
        pg::parameters(
            account.id,
            account.username.text(),
            account.email.text(),
            account.password_hash,
            account.first_name,
            account.last_name
        )
    );
}

Task<void> PostgresUsers::mark_verified(Transaction& transaction, UserId user) {
    co_await database_.execute(transaction, sql::mark_verified, pg::parameters(user));
}

Task<void> PostgresUsers::activate(Transaction& transaction, UserId user) {
    co_await database_.execute(transaction, sql::activate, pg::parameters(user));
}

Task<void>
PostgresUsers::set_password(Transaction& transaction, UserId user, std::string password_hash) {
    co_await database_.execute(transaction, sql::set_password, pg::parameters(user, password_hash));
}

Task<void> PostgresUsers::note_login(Transaction& transaction, UserId user, Instant now) {
    co_await database_.execute(transaction, sql::note_login, pg::parameters(user, now));
}

Task<bool> PostgresUsers::is_last_admin(Transaction& transaction, UserId user) {
    co_await database_.execute(transaction, sql::alone_with_admins);
    auto const rows =
        co_await database_.execute(transaction, sql::other_admins, pg::parameters(user));
    co_return !pg::only_row<bool>(rows);
}

Task<std::optional<std::string>>
PostgresUsers::anonymise(Transaction& transaction, UserId user, Instant now) {
    auto const rows =
        co_await database_.execute(transaction, sql::anonymise, pg::parameters(user, now));
    auto key = pg::row_as<std::optional<std::string>>(rows);
    co_return key ? *std::move(key) : std::nullopt;
}

Task<std::optional<UserRead>> PostgresUsers::read(UserId user) {
    co_return first_of(co_await database_.read(sql::user_read, pg::parameters(user)));
}

Task<std::optional<UserRead>> PostgresUsers::read(Transaction& transaction, UserId user) {
    co_return first_of(co_await database_.execute(transaction, sql::user_read, pg::parameters(user))
    );
}

std::optional<UserRead> PostgresUsers::first_of(pg::Rows const& rows) const {
    auto users = people::users_of(rows, url_of_);
    if (users.empty()) return std::nullopt;
    return std::move(users.front());
}

Task<std::optional<Profile>> PostgresUsers::find_profile(UserId owner) {
    co_return pg::row_as<Profile>(
        co_await database_.read(sql::profile_of_user, pg::parameters(owner))
    );
}

Task<std::optional<Profile>> PostgresUsers::find_profile(ProfileId profile) {
    co_return pg::row_as<Profile>(co_await database_.read(sql::profile, pg::parameters(profile)));
}

Task<std::optional<Profile>> PostgresUsers::lock_profile(Transaction& transaction, UserId owner) {
    co_return pg::row_as<Profile>(
        co_await database_.execute(transaction, sql::lock_profile, pg::parameters(owner))
    );
}

Task<void> PostgresUsers::save(Transaction& transaction, Profile profile) {
    co_await database_.execute(
        transaction,
        sql::save_profile,
        pg::parameters(
            profile.id, profile.avatar_key, profile.instagram_username, profile.subscription_until
        )
    );
}

} // namespace qc::users

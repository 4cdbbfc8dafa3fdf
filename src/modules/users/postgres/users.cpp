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
     role,
     is_active,
     is_verified,
     can_edit_quests,
     can_lock_users,
     language,
     self_registered,
     last_login_at,
     created_at)
)

namespace {

struct TakenRow {
    bool email = false;
    bool username = false;
};

BOOST_DESCRIBE_STRUCT(TakenRow, (), (email, username))

struct UserRow {
    UserId id;
    std::string username;
    std::optional<std::string> email;
    std::string first_name;
    std::string last_name;
    std::int16_t role = 0;
    bool is_active = true;
    bool is_verified = false;
    bool can_edit_quests = false;
    bool can_lock_users = false;
    Instant created_at;
    Instant updated_at;
    ProfileId profile_id;
    std::optional<std::string> avatar_url;
    std::int32_t credits = 0;
    std::string instagram_username;
    std::optional<Instant> subscription_until;
};

BOOST_DESCRIBE_STRUCT(
    UserRow,
    (),
    (id,
     username,
     email,
     first_name,
     last_name,
     role,
     is_active,
     is_verified,
     can_edit_quests,
     can_lock_users,
     created_at,
     updated_at,
     profile_id,
     avatar_url,
     credits,
     instagram_username,
     subscription_until)
)

bool is_email(std::string_view login) {
    return login.find('@') != std::string_view::npos;
}

} // namespace

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

Task<Result<Nothing>>
PostgresUsers::refuse_taken(Transaction& transaction, NewAccount const& account) {
    auto const taken = pg::only_row<TakenRow>(co_await database_.execute(
        transaction,
        sql::taken,
        pg::parameters(account.id, account.email.text(), account.username.text())
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
    QC_CHECK(co_await refuse_taken(transaction, account));
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
            account.self_registered
        )
    );
}

Task<Result<Nothing>>
PostgresUsers::overwrite(Transaction& transaction, NewAccount account, Instant now) {
    QC_CHECK(co_await refuse_taken(transaction, account));
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

Task<Result<Nothing>> PostgresUsers::make_admin(Transaction& transaction, NewAccount account) {
    QC_CHECK(co_await refuse_taken(transaction, account));
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

Task<std::optional<UserRead>> PostgresUsers::read(UserId user) {
    auto row = pg::row_as<UserRow>(co_await database_.read(sql::user_read, pg::parameters(user)));
    if (!row) co_return std::nullopt;
    if (row->avatar_url) row->avatar_url = files_.public_url(*row->avatar_url);
    ProfileView profile{
        row->profile_id,
        std::move(row->avatar_url),
        row->credits,
        std::move(row->instagram_username),
        row->subscription_until
    };
    co_return UserRead{
        row->id,
        std::move(row->username),
        std::move(row->email),
        std::move(row->first_name),
        std::move(row->last_name),
        std::move(profile),
        row->role,
        row->is_active,
        row->is_verified,
        row->can_edit_quests,
        row->can_lock_users,
        row->created_at,
        row->updated_at
    };
}

} // namespace qc::users

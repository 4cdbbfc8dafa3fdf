// SPDX-License-Identifier: Apache-2.0
#include "authentication/postgres/stores.hpp"
#include "mail/templates.hpp"
#include "pg/rows.hpp"
#include "sql/authentication.hpp"

#include <boost/describe.hpp>

namespace qc::authentication {

BOOST_DESCRIBE_STRUCT(SentCodes, (), (last, last_hour, last_day))

namespace {

struct CodeRow {
    std::int32_t id = 0;
    Bytes hash;
    UserId user_id;
    Instant expires_at;
};

BOOST_DESCRIBE_STRUCT(CodeRow, (), (id, hash, user_id, expires_at))

struct ResetTokenRow {
    UserId user_id;
    Instant expires_at;
};

BOOST_DESCRIBE_STRUCT(ResetTokenRow, (), (user_id, expires_at))

struct DelayRow {
    std::int32_t in_row = 0;
    std::optional<Instant> delayed_until;
};

BOOST_DESCRIBE_STRUCT(DelayRow, (), (in_row, delayed_until))

std::optional<StoredCode> code_of(pg::Rows const& rows) {
    auto row = pg::row_as<CodeRow>(rows);
    if (!row) return std::nullopt;
    return StoredCode{row->id, std::move(row->hash), row->user_id, row->expires_at};
}

} // namespace

Task<void> PostgresCodeStore::put(Transaction& transaction, NewCode code) {
    if (code.purpose == CodePurpose::change) {
        co_await database_.execute(
            transaction,
            sql::put_change_code,
            pg::parameters(code.email, code.user, code.hash, code.now, code.expires_at)
        );
        co_return;
    }
    co_await database_.execute(
        transaction,
        sql::put_code,
        pg::parameters(
            code.email,
            names_of(code.purpose).stored,
            code.user,
            code.hash,
            code.now,
            code.expires_at
        )
    );
}

Task<std::optional<StoredCode>>
PostgresCodeStore::count_try(std::string email, CodePurpose purpose, int max_attempts) {
    co_return code_of(co_await database_.write(
        sql::count_code_try, pg::parameters(email, names_of(purpose).stored, max_attempts)
    ));
}

Task<std::optional<StoredCode>> PostgresCodeStore::count_change_try(UserId user, int max_attempts) {
    co_return code_of(
        co_await database_.write(sql::count_change_try, pg::parameters(user, max_attempts))
    );
}

Task<void> PostgresCodeStore::remove_outdated(Transaction& transaction, UserId user) {
    co_await database_.execute(transaction, sql::remove_outdated_codes, pg::parameters(user));
}

Task<SentCodes>
PostgresCodeStore::sent_changes(Transaction& transaction, UserId user, Instant now) {
    co_return pg::only_row<SentCodes>(co_await database_.execute(
        transaction, sql::sent_change_codes, pg::parameters(user, now, mail::change_email_code)
    ));
}

Task<bool> PostgresCodeStore::consume(Transaction& transaction, StoredCode code) {
    auto const rows = co_await database_.execute(
        transaction, sql::consume_code, pg::parameters(code.id, code.hash)
    );
    co_return !rows.empty();
}

Task<SentCodes> PostgresCodeStore::sent(
    Transaction& transaction, std::string email, CodePurpose purpose, Instant now
) {
    co_return pg::only_row<SentCodes>(co_await database_.execute(
        transaction, sql::sent_codes, pg::parameters(email, now, names_of(purpose).mail_kind)
    ));
}

Task<void>
PostgresResetTokens::add(Transaction& transaction, Bytes hash, UserId user, Instant expires_at) {
    co_await database_.execute(
        transaction, sql::add_reset_token, pg::parameters(hash, user, expires_at)
    );
}

Task<std::optional<ResetToken>> PostgresResetTokens::find(Bytes hash) {
    auto const row =
        pg::row_as<ResetTokenRow>(co_await database_.read(sql::reset_token, pg::parameters(hash)));
    if (!row) co_return std::nullopt;
    co_return ResetToken{row->user_id, row->expires_at};
}

Task<bool> PostgresResetTokens::consume(Transaction& transaction, Bytes hash, ResetToken token) {
    auto const rows = co_await database_.execute(
        transaction, sql::consume_reset_token, pg::parameters(hash, token.user)
    );
    co_return !rows.empty();
}

Task<void> PostgresResetTokens::void_all(Transaction& transaction, UserId user) {
    co_await database_.execute(transaction, sql::void_reset_tokens, pg::parameters(user));
}

Task<Attempt> PostgresLoginThrottle::count(Bytes key, ThrottleRules rules, Instant now) {
    auto const counted = pg::row_as<std::int32_t>(co_await database_.write(
        sql::count_login,
        pg::parameters(
            key,
            now,
            rules.free_failures,
            rules.window.count(),
            rules.first_delay.count(),
            rules.longest_delay.count()
        )
    ));
    if (counted) co_return Attempt{std::nullopt, *counted};
    auto const delay =
        pg::row_as<DelayRow>(co_await database_.read(sql::login_delay, pg::parameters(key)));
    // A sign-in that succeeded meanwhile has lifted the delay; this attempt was refused by then.
    auto const moment = now + std::chrono::seconds{1};
    if (!delay) co_return Attempt{moment, 0};
    co_return Attempt{std::max(delay->delayed_until.value_or(moment), moment), delay->in_row};
}

Task<void> PostgresLoginThrottle::uncount(Bytes key) {
    co_await database_.write(sql::uncount_login, pg::parameters(key));
}

Task<void> PostgresLoginThrottle::forget(Bytes key) {
    std::vector<Bytes> keys;
    keys.push_back(std::move(key));
    co_await database_.write(sql::forget_logins, pg::parameters(keys));
}

Task<void> PostgresLoginThrottle::forget(Transaction& transaction, std::vector<Bytes> keys) {
    co_await database_.execute(transaction, sql::forget_logins, pg::parameters(keys));
}

Task<bool> PostgresOpeningPayments::paid(Transaction& transaction, UserId user) {
    co_return pg::only_row<bool>(
        co_await database_.execute(transaction, sql::opening_paid, pg::parameters(user))
    );
}

} // namespace qc::authentication

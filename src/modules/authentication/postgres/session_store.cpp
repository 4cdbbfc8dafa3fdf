// SPDX-License-Identifier: Apache-2.0
#include "authentication/postgres/stores.hpp"
#include "pg/rows.hpp"
#include "sql/authentication.hpp"

#include <boost/describe.hpp>

#include <array>

namespace qc::authentication {

BOOST_DESCRIBE_STRUCT(
    SessionView, (), (id, device, user_agent, address, created_at, last_used_at, expires_at)
)
BOOST_DESCRIBE_STRUCT(
    LiveSession,
    (),
    (user_id, revoked_at, ends_at, role, is_active, is_verified, can_edit_quests, can_lock_users)
)

namespace {

struct SessionRow {
    SessionId id;
    UserId user_id;
    Bytes token_key;
    std::int32_t generation = 1;
    Instant rotated_at;
    Instant idle_expires_at;
    Instant expires_at;
    std::optional<Instant> revoked_at;
    std::int16_t role = 0;
    bool user_is_active = true;
};

BOOST_DESCRIBE_STRUCT(
    SessionRow,
    (),
    (id,
     user_id,
     token_key,
     generation,
     rotated_at,
     idle_expires_at,
     expires_at,
     revoked_at,
     role,
     user_is_active)
)

std::optional<std::string> known(std::string const& address) {
    return address.empty() ? std::nullopt : std::optional(address);
}

} // namespace

Task<void> PostgresSessionStore::add(Transaction& transaction, NewSession session) {
    auto const& origin = session.origin;
    co_await database_.execute(
        transaction,
        sql::add_session,
        pg::parameters(
            session.id,
            session.user,
            session.token_key,
            origin.device,
            origin.user_agent,
            known(origin.address),
            session.now,
            session.idle_expires_at,
            session.expires_at
        )
    );
}

Task<void>
PostgresSessionStore::trim(Transaction& transaction, UserId user, int kept, Instant now) {
    co_await database_.execute(transaction, sql::trim_sessions, pg::parameters(user, kept, now));
}

Task<std::optional<StoredSession>>
PostgresSessionStore::lock(Transaction& transaction, SessionId id) {
    auto row = pg::row_as<SessionRow>(
        co_await database_.execute(transaction, sql::lock_session, pg::parameters(id))
    );
    if (!row) co_return std::nullopt;
    SessionState const state{
        row->generation, row->rotated_at, row->idle_expires_at, row->expires_at, row->revoked_at
    };
    co_return StoredSession{
        row->id, row->user_id, std::move(row->token_key), state, row->role, row->user_is_active
    };
}

Task<void> PostgresSessionStore::advance(
    Transaction& transaction, SessionId id, Instant now, Instant idle_expires_at
) {
    co_await database_.execute(
        transaction, sql::advance_session, pg::parameters(id, now, idle_expires_at)
    );
}

Task<bool> PostgresSessionStore::revoke(
    Transaction& transaction, UserId user, SessionId id, std::string reason
) {
    auto const rows = co_await database_.execute(
        transaction, sql::revoke_session, pg::parameters(user, id, reason)
    );
    co_return !rows.empty();
}

Task<void> PostgresSessionStore::revoke_all(
    Transaction& transaction, UserId user, std::optional<SessionId> keep, std::string reason
) {
    co_await database_.execute(
        transaction, sql::revoke_sessions, pg::parameters(user, keep, reason)
    );
}

Task<std::vector<SessionView>> PostgresSessionStore::list(UserId user, Instant now) {
    co_return pg::rows_as<SessionView>(
        co_await database_.read(sql::sessions_of_user, pg::parameters(user, now))
    );
}

Task<std::optional<LiveSession>> PostgresSessionStore::find_live(SessionId id) {
    co_return pg::row_as<LiveSession>(co_await database_.read(sql::live_session, pg::parameters(id))
    );
}

Task<void> remove_expired(pg::Database& database, Instant now) {
    static constexpr std::array all{
        &sql::expire_sessions, &sql::expire_codes, &sql::expire_reset_tokens, &sql::expire_throttles
    };
    constexpr int most_rounds = 50;
    for (auto const* const statement : all) {
        std::int64_t removed = 1;
        for (int round = 0; round < most_rounds && removed > 0; ++round)
            removed = (co_await database.write(*statement, pg::parameters(now))).affected();
    }
}

} // namespace qc::authentication

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/login_throttle.hpp"
#include "authentication/application/ports.hpp"
#include "authentication/application/verification.hpp"
#include "pg/database.hpp"

namespace qc::authentication {

class PostgresSessionStore final : public SessionStore {
public:
    explicit PostgresSessionStore(pg::Database& database) : database_(database) {}

    Task<void> add(Transaction& transaction, NewSession session) override;
    Task<void> trim(Transaction& transaction, UserId user, int kept, Instant now) override;
    Task<std::optional<StoredSession>> lock(Transaction& transaction, SessionId id) override;
    Task<void>
    advance(Transaction& transaction, SessionId id, Instant now, Instant idle_expires_at) override;
    Task<bool>
    revoke(Transaction& transaction, UserId user, SessionId id, std::string reason) override;
    Task<void> revoke_all(
        Transaction& transaction, UserId user, std::optional<SessionId> keep, std::string reason
    ) override;
    Task<std::vector<SessionView>> list(UserId user, Instant now) override;
    Task<std::optional<LiveSession>> find_live(SessionId id) override;

private:
    pg::Database& database_;
};

class PostgresCodeStore final : public CodeStore {
public:
    explicit PostgresCodeStore(pg::Database& database) : database_(database) {}

    Task<void> put(Transaction& transaction, NewCode code) override;
    Task<std::optional<StoredCode>>
    count_try(std::string email, CodePurpose purpose, int max_attempts) override;
    Task<std::optional<StoredCode>> count_change_try(UserId user, int max_attempts) override;
    Task<bool> consume(Transaction& transaction, StoredCode code) override;
    Task<void> remove_outdated(Transaction& transaction, UserId user) override;
    Task<SentCodes>
    sent(Transaction& transaction, std::string email, CodePurpose purpose, Instant now) override;
    Task<SentCodes> sent_changes(Transaction& transaction, UserId user, Instant now) override;

private:
    pg::Database& database_;
};

class PostgresResetTokens final : public ResetTokens {
public:
    explicit PostgresResetTokens(pg::Database& database) : database_(database) {}

    Task<void> add(Transaction& transaction, Bytes hash, UserId user, Instant expires_at) override;
    Task<std::optional<ResetToken>> find(Bytes hash) override;
    Task<bool> consume(Transaction& transaction, Bytes hash, ResetToken token) override;
    Task<void> void_all(Transaction& transaction, UserId user) override;

private:
    pg::Database& database_;
};

class PostgresLoginThrottle final : public LoginThrottle {
public:
    explicit PostgresLoginThrottle(pg::Database& database) : database_(database) {}

    Task<Attempt> count(Bytes key, ThrottleRules rules, Instant now) override;
    Task<void> uncount(Bytes key) override;
    Task<void> forget(Bytes key) override;
    Task<void> forget(Transaction& transaction, std::vector<Bytes> keys) override;

private:
    pg::Database& database_;
};

class PostgresOpeningPayments final : public OpeningPayments {
public:
    explicit PostgresOpeningPayments(pg::Database& database) : database_(database) {}

    Task<bool> paid(Transaction& transaction, UserId user) override;

private:
    pg::Database& database_;
};

/// Removes what nothing needs any more: at most 50 times 1,000 rows of each table.
[[nodiscard]] Task<void> remove_expired(pg::Database& database, Instant now);

} // namespace qc::authentication

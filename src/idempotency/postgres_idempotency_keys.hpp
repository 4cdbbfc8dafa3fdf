// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/job.hpp"
#include "http/idempotency.hpp"
#include "pg/database.hpp"

namespace qc::idempotency {

/// Keys in the database that holds their effects, so both are committed together and every
/// instance sees them.
class PostgresIdempotencyKeys final : public http::IdempotencyKeys {
public:
    /// Both outlive the keys.
    PostgresIdempotencyKeys(pg::Database& database, Clock const& clock);

    [[nodiscard]] Task<Result<std::optional<http::Response>>>
    claim(Transaction& transaction, http::KeyedRequest const& request) override;

    /// Of the header fields only Location is kept.
    [[nodiscard]] Task<void> keep(
        Transaction& transaction, http::KeyedRequest const& request, http::Response const& answer
    ) override;

    /// Deletes at most 1,000 keys that are older than a day.
    [[nodiscard]] Task<void> delete_expired();

    /// delete_expired() every minute.
    [[nodiscard]] Job cleaning();

private:
    [[nodiscard]] Instant oldest_kept() const;

    pg::Database& database_;
    Clock const& clock_;
};

} // namespace qc::idempotency

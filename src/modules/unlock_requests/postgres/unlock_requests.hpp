// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "unlock_requests/application/ports.hpp"

namespace qc::unlock_requests {

class PostgresUnlockRequests final : public UnlockRequestStore, public UnlockRequestQueries {
public:
    explicit PostgresUnlockRequests(pg::Database& database) : database_(database) {}

    Task<bool> add(Transaction& transaction, NewRequest request) override;
    Task<std::optional<Undecided>> find(Transaction& transaction, UnlockRequestId id) override;
    Task<std::optional<Undecided>> lock(Transaction& transaction, UnlockRequestId id) override;
    Task<void> decide(Transaction& transaction, Decision decision) override;
    Task<void> remove_all(Transaction& transaction, UserId user) override;

    Task<Page<UnlockRequest>> list(Listing listing, PageRequest page) override;
    Task<std::optional<UnlockRequest>> find(UnlockRequestId id) override;

private:
    pg::Database& database_;
};

} // namespace qc::unlock_requests

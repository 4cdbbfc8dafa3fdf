// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/page.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "unlock_requests/application/views.hpp"

namespace qc::unlock_requests {

struct NewRequest {
    UserId user;
    std::string email;
    std::string reason;
    std::string message;
};

/// What a decision needs to know.
struct Undecided {
    UserId user;
    Status status = Status::pending;
};

struct Decision {
    UnlockRequestId id;
    Status status = Status::rejected;
    UserId decided_by;
    Instant decided_at;
};

class UnlockRequestStore {
public:
    virtual ~UnlockRequestStore() = default;

    /// False when the user has a pending request already.
    [[nodiscard]] virtual Task<bool> add(Transaction& transaction, NewRequest request) = 0;
    [[nodiscard]] virtual Task<std::optional<Undecided>>
    find(Transaction& transaction, UnlockRequestId id) = 0;
    /// The same with the row locked until the transaction ends.
    [[nodiscard]] virtual Task<std::optional<Undecided>>
    lock(Transaction& transaction, UnlockRequestId id) = 0;
    [[nodiscard]] virtual Task<void> decide(Transaction& transaction, Decision decision) = 0;
    /// They hold the address of the user and what he wrote.
    [[nodiscard]] virtual Task<void> remove_all(Transaction& transaction, UserId user) = 0;
};

class UnlockRequestQueries {
public:
    virtual ~UnlockRequestQueries() = default;

    [[nodiscard]] virtual Task<Page<UnlockRequest>> list(Listing listing, PageRequest page) = 0;
    [[nodiscard]] virtual Task<std::optional<UnlockRequest>> find(UnlockRequestId id) = 0;
};

} // namespace qc::unlock_requests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"

#include <functional>
#include <memory>

namespace qc {

/// A database transaction as the application layer sees it. Lazy: BEGIN travels with the first
/// statement. One that is destroyed without commit() is rolled back.
class Transaction {
public:
    virtual ~Transaction() = default;

    /// Returns once the database has acknowledged. Throws Unavailable when it cannot be known
    /// whether the commit happened. Runs the on_commit actions afterwards.
    [[nodiscard]] virtual Task<void> commit() = 0;

    /// Returns once the database has let go of every lock; does nothing after a commit and never
    /// throws. Without it a transaction that is destroyed is rolled back behind the caller's back.
    [[nodiscard]] virtual Task<void> rollback() = 0;

    /// Actions run in order after a successful commit, or are dropped. They must not throw.
    virtual void on_commit(std::function<void()> action) = 0;

    /// Actions run when the transaction ends any other way. They must not throw.
    virtual void on_rollback(std::function<void()> action) = 0;
};

class Transactions {
public:
    virtual ~Transactions() = default;

    /// READ COMMITTED. Waits for a connection at most the pool timeout, then throws Unavailable.
    [[nodiscard]] virtual Task<std::unique_ptr<Transaction>> begin() = 0;
};

} // namespace qc

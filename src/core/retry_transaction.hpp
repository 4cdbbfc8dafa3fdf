// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace qc {

/// Marks exceptions that say: the database gave the transaction up for another one (serialisation
/// failure, deadlock). Nothing of it happened; the whole transaction may be run again.
class RetryTransaction {
public:
    virtual ~RetryTransaction() = default;

protected:
    RetryTransaction() = default;
    RetryTransaction(RetryTransaction const&) = default;
    RetryTransaction& operator=(RetryTransaction const&) = default;
};

/// Marks exceptions that say: the connection was lost while COMMIT was under way, so nobody knows
/// whether it happened. Look the outcome up, never repeat blindly.
class CommitUnknown {
public:
    virtual ~CommitUnknown() = default;

protected:
    CommitUnknown() = default;
    CommitUnknown(CommitUnknown const&) = default;
    CommitUnknown& operator=(CommitUnknown const&) = default;
};

} // namespace qc

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

} // namespace qc

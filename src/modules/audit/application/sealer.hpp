// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/application/ports.hpp"
#include "core/job.hpp"

namespace qc::audit {

/// Chains committed rows, one sealer at a time over all instances.
class Sealer {
public:
    /// Both outlive the sealer and its jobs.
    Sealer(Transactions& transactions, SealStore& store)
        : transactions_(transactions)
        , store_(store) {}

    /// At most so many batches of rows that one round does not last for ever.
    [[nodiscard]] Task<void> seal_waiting();

    /// What to compare the table with when nobody trusts the database any more.
    [[nodiscard]] Task<void> log_head();

    /// seal_waiting() every second, log_head() every hour.
    void add_jobs(Jobs& jobs);

private:
    /// Whether there may be more.
    [[nodiscard]] Task<bool> seal_some();

    Transactions& transactions_;
    SealStore& store_;
};

} // namespace qc::audit

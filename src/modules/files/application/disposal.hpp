// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/job.hpp"
#include "files/application/ports.hpp"

#include <deque>
#include <exception>
#include <string>

namespace qc::files {

/// Everything outlives the disposal.
struct DisposalServices {
    Transactions& transactions;
    FileRecords& records;
    ObjectStore& objects;
    Clock const& clock;
};

/// Deletes files that no row refers to. What its queue loses in a restart, the sweeper finds.
class Disposal {
public:
    explicit Disposal(DisposalServices const& services) : services_(services) {}

    /// The next round deletes the file, unless it has got references by then; tried again until
    /// it works.
    void add(std::string key);

    /// Deletes what is queued; stops at the first failure and throws it.
    [[nodiscard]] Task<void> drain();

    /// Deletes a bounded number of files that had no reference for 24 h.
    [[nodiscard]] Task<void> sweep();

    /// Logs references to objects that are gone; a bounded number of files, then the next ones.
    [[nodiscard]] Task<void> check_references();

    void add_jobs(Jobs& jobs);

private:
    [[nodiscard]] Task<void> dispose_of(std::string key);
    [[nodiscard]] Task<std::exception_ptr> try_to_dispose_of(std::string key);

    DisposalServices services_;
    std::deque<std::string> queue_;
    std::int64_t last_checked_id_ = 0;
};

} // namespace qc::files

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "blocking/blocking_pool.hpp"
#include "content/check.hpp"
#include "core/random.hpp"
#include "files/application/disposal.hpp"
#include "files/application/ports.hpp"
#include "files/files.hpp"

#include <vector>

namespace qc::files {

[[nodiscard]] content::ContentContext content_context(Context context);

/// Everything outlives the intake.
struct IntakeServices {
    Transactions& transactions;
    FileRecords& records;
    ObjectStore& objects;
    Disposal& disposal;
    blocking::BlockingPool& pool;
    Clock const& clock;
    Random& random;
};

/// The way of content into the store: quota, checks, record, object.
class Intake {
public:
    explicit Intake(IntakeServices const& services) : services_(services) {}

    /// All of them or none, all of one owner; answers in the order of the uploads.
    [[nodiscard]] Task<Result<std::vector<StoredFile>>> store(std::vector<Upload> uploads);

private:
    [[nodiscard]] Task<Result<std::vector<Object>>> check(std::vector<Upload> uploads);
    [[nodiscard]] Task<Result<Nothing>> record(std::vector<Object> const& objects);
    [[nodiscard]] Task<void> put(std::vector<Object> objects);
    [[nodiscard]] Object object_of(Upload const& upload, content::Checked checked);
    [[nodiscard]] Error quota_refusal() const;
    [[nodiscard]] Instant today() const;

    IntakeServices services_;
};

} // namespace qc::files

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace qc::app {

struct SeedOptions {
    /// Look only.
    bool dry_run = false;
    /// Rewrite name, kind and picture of seeded rows that were changed. Never deletes.
    bool force = false;
};

struct SeedSummary {
    int created = 0;
    int updated = 0;
    int skipped = 0;
};

/// Reference rows of the contract (domain.md 6), in one transaction. The rows are those of the
/// migration that seeds an empty database, so there is one list of them. Blocks; throws
/// pg::ServerError and Unavailable.
[[nodiscard]] SeedSummary seed_references(std::string const& database_url, SeedOptions options);

} // namespace qc::app

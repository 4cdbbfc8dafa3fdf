// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/blocking_session.hpp"

#include <cstdint>

namespace qc::bench {

/// Sizes of the data set; the defaults are those of the published workloads.
struct SeedSize {
    std::int32_t published = 100'000;
    std::int32_t unpublished = 5'000;
    std::int32_t users = 20'000;
    std::int32_t reviews = 200'000;
    std::int32_t favorites = 100'000;
    std::uint64_t seed = 20250727;
};

/// Fills a migrated database without quests and users: ids from 1, published quests first, four
/// points with a place each; then ANALYZE. The same size and seed give the same rows.
void seed_search(pg::BlockingSession& session, SeedSize const& size);

} // namespace qc::bench

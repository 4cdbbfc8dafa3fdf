// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "people/views.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace qc::runs {

struct LeaderView {
    std::int64_t rank = 1;
    people::UserPublic user;
    std::int64_t score = 0;
    std::int64_t finished_runs = 0;
};

struct OwnRankView {
    std::int64_t rank = 1;
    std::int64_t score = 0;
    std::int64_t finished_runs = 0;
};

/// A page with the place of the caller.
struct LeaderboardView {
    std::vector<LeaderView> items;
    std::int64_t total = 0;
    std::int32_t page = 1;
    std::int32_t size = 50;
    std::int64_t pages = 0;
    std::optional<OwnRankView> me;
};

struct QuestLeaderView {
    std::int64_t rank = 1;
    people::UserPublic user;
    std::int64_t score = 0;
    std::int64_t seconds = 0;
    Instant finished_at;
};

} // namespace qc::runs

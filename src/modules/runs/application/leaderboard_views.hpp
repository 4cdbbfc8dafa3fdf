// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qc::runs {

struct PublicProfile {
    ProfileId id;
    /// Absolute.
    std::optional<std::string> avatar_url;
    std::string instagram_username;
};

struct UserPublic {
    UserId id;
    std::string username;
    std::string first_name;
    std::string last_name;
    std::string full_name;
    PublicProfile profile;
    Instant created_at;
    Instant updated_at;
};

struct LeaderView {
    std::int64_t rank = 1;
    UserPublic user;
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
    UserPublic user;
    std::int64_t score = 0;
    std::int64_t seconds = 0;
    Instant finished_at;
};

} // namespace qc::runs

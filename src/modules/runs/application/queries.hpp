// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/page.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "runs/application/leaderboard_views.hpp"
#include "runs/application/ports.hpp"
#include "runs/application/views.hpp"

#include <map>

namespace qc::runs {

/// Who looks at runs, and when.
struct Viewpoint {
    UserId viewer;
    Instant now;
};

struct RunFilter {
    UserId user;
    std::optional<std::string> status;
    std::optional<QuestId> quest;
    /// owner, member, all
    std::string role = "all";
};

/// A game as it stands, with the names of those who passed points.
struct Board {
    Game game;
    std::map<UserId, UserRef> passers;
};

/// What results are computed from.
struct Record {
    std::map<PointId, std::int64_t> attempts;
    std::vector<Position> positions;
    std::int64_t rank = 1;
};

class RunQueries {
public:
    virtual ~RunQueries() = default;

    /// Inside a transaction when there is one, so that its own changes are seen; nullopt when
    /// there is no such run.
    [[nodiscard]] virtual Task<std::optional<RunView>>
    run(Transaction* transaction, RunId run, Viewpoint viewpoint) = 0;
    [[nodiscard]] virtual Task<Page<RunView>>
    runs(RunFilter filter, PageRequest page, Viewpoint viewpoint) = 0;
    [[nodiscard]] virtual Task<std::optional<RunView>> current(Viewpoint viewpoint) = 0;
    [[nodiscard]] virtual Task<std::optional<Board>> board(RunId run, Instant now) = 0;
    [[nodiscard]] virtual Task<Record> record(Run run) = 0;
    [[nodiscard]] virtual Task<Page<CheckinView>> checkins(RunId run, PageRequest page) = 0;
    [[nodiscard]] virtual Task<CheckinView> checkin(Transaction& transaction, CheckinId id) = 0;
    [[nodiscard]] virtual Task<Page<RewardRequestView>>
    reward_requests(std::string status, PageRequest page) = 0;
    [[nodiscard]] virtual Task<RewardRequestView>
    reward_request(Transaction& transaction, RewardRequestId id) = 0;
};

class LeaderboardQueries {
public:
    virtual ~LeaderboardQueries() = default;

    /// Runs finished at `since` or later; nullopt: all.
    [[nodiscard]] virtual Task<LeaderboardView>
    all(std::optional<Instant> since, UserId viewer, PageRequest page) = 0;

    /// Nullopt when there is no such quest.
    [[nodiscard]] virtual Task<std::optional<Page<QuestLeaderView>>>
    of_quest(QuestId quest, PageRequest page) = 0;
};

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runs/application/records.hpp"

namespace qc::runs {

/// Runs and all that belongs to them.
class Runs {
public:
    virtual ~Runs() = default;

    /// Makes other starts of this player wait and ends his overdue runs.
    [[nodiscard]] virtual Task<Player> lock_player(
        Transaction& transaction, UserId user, std::vector<UserId> invited, Instant now
    ) = 0;
    [[nodiscard]] virtual Task<void> open(Transaction& transaction, NewRun run) = 0;

    /// Nullopt when there is no such run. The run is as_of(now).
    [[nodiscard]] virtual Task<std::optional<Game>>
    lock(Transaction& transaction, RunId run, Instant now) = 0;
    [[nodiscard]] virtual Task<std::optional<Turn>>
    lock_turn(Transaction& transaction, RunId run, PointId point, UserId user, Instant now) = 0;

    /// Keeps an attempt that was refused.
    [[nodiscard]] virtual Task<void> reject(Transaction& transaction, CheckinRecord record) = 0;
    /// Keeps an attempt with its effect on points and run.
    [[nodiscard]] virtual Task<CheckinId> accept(
        Transaction& transaction, CheckinRecord record, std::vector<PointProgress> changed, Run run
    ) = 0;
    [[nodiscard]] virtual Task<void> update(Transaction& transaction, Run run) = 0;
    [[nodiscard]] virtual Task<void>
    update_point(Transaction& transaction, RunId run, PointProgress point) = 0;

    [[nodiscard]] virtual Task<Settlement> settlement(Transaction& transaction, RunId run) = 0;
    [[nodiscard]] virtual Task<void>
    request_reward(Transaction& transaction, NewRewardRequest request) = 0;
    [[nodiscard]] virtual Task<std::optional<RewardRequest>>
    lock_reward_request(Transaction& transaction, RewardRequestId id, UserId staff) = 0;
    [[nodiscard]] virtual Task<std::vector<RewardRequest>>
    lock_photo_requests(Transaction& transaction, RunId run) = 0;
    [[nodiscard]] virtual Task<void>
    decide(Transaction& transaction, RewardRequest request, Decision decision) = 0;

    /// Answers the balance of the user when the hint costs nothing.
    [[nodiscard]] virtual Task<std::int32_t> add_hint(
        Transaction& transaction, RunId run, UserId user, UnlockedHintView hint, Instant now
    ) = 0;

    [[nodiscard]] virtual Task<std::optional<StoredCheckin>>
    find_checkin(Transaction& transaction, RunId run, CheckinId checkin) = 0;
    [[nodiscard]] virtual Task<void>
    review(Transaction& transaction, CheckinId checkin, Decision decision) = 0;

    /// Ends runs that are overdue, a bounded number at a time, and commits. Answers which.
    [[nodiscard]] virtual Task<std::vector<RunId>> expire_due(Instant now) = 0;
};

} // namespace qc::runs

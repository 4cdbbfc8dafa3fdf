// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "runs/application/ports.hpp"

namespace qc::runs {

class PostgresRuns final : public Runs {
public:
    explicit PostgresRuns(pg::Database& database) : database_(database) {}

    Task<Player> lock_player(
        Transaction& transaction, UserId user, std::vector<UserId> invited, Instant now
    ) override;
    Task<void> open(Transaction& transaction, NewRun run) override;
    Task<std::optional<Game>> lock(Transaction& transaction, RunId run, Instant now) override;
    Task<std::optional<Turn>> lock_turn(
        Transaction& transaction, RunId run, PointId point, UserId user, Instant now
    ) override;
    Task<void> reject(Transaction& transaction, CheckinRecord record) override;
    Task<CheckinId> accept(
        Transaction& transaction, CheckinRecord record, std::vector<PointProgress> changed, Run run
    ) override;
    Task<void> update(Transaction& transaction, Run run) override;
    Task<void> update_point(Transaction& transaction, RunId run, PointProgress point) override;
    Task<Settlement> settlement(Transaction& transaction, RunId run) override;
    Task<void> request_reward(Transaction& transaction, NewRewardRequest request) override;
    Task<std::optional<RewardRequest>>
    lock_reward_request(Transaction& transaction, RewardRequestId id, UserId staff) override;
    Task<std::vector<RewardRequest>>
    lock_photo_requests(Transaction& transaction, RunId run) override;
    Task<void> decide(Transaction& transaction, RewardRequest request, Decision decision) override;
    Task<std::int32_t> add_hint(
        Transaction& transaction, RunId run, UserId user, UnlockedHintView hint, Instant now
    ) override;
    Task<std::optional<StoredCheckin>>
    find_checkin(Transaction& transaction, RunId run, CheckinId checkin) override;
    Task<void> review(Transaction& transaction, CheckinId checkin, Decision decision) override;
    Task<std::vector<RunId>> expire_due(Instant now) override;

private:
    pg::Database& database_;
};

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "pg/database.hpp"
#include "runs/application/queries.hpp"

namespace qc::runs {

class PostgresRunQueries final : public RunQueries {
public:
    PostgresRunQueries(pg::Database& database, files::Files const& files)
        : database_(database)
        , files_(files) {}

    Task<std::optional<RunView>>
    run(Transaction* transaction, RunId run, Viewpoint viewpoint) override;
    Task<Page<RunView>> runs(RunFilter filter, PageRequest page, Viewpoint viewpoint) override;
    Task<std::optional<RunView>> current(Viewpoint viewpoint) override;
    Task<std::optional<Board>> board(RunId run, Instant now) override;
    Task<Record> record(Run run) override;
    Task<Page<CheckinView>> checkins(RunId run, PageRequest page) override;
    Task<CheckinView> checkin(Transaction& transaction, CheckinId id) override;
    Task<Page<RewardRequestView>> reward_requests(std::string status, PageRequest page) override;
    Task<RewardRequestView> reward_request(Transaction& transaction, RewardRequestId id) override;

private:
    [[nodiscard]] Task<std::vector<RunView>>
    views(Transaction* transaction, std::vector<RunId> ids, Viewpoint viewpoint);

    pg::Database& database_;
    files::Files const& files_;
};

} // namespace qc::runs

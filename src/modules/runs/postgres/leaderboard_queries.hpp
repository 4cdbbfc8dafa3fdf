// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "pg/database.hpp"
#include "runs/application/queries.hpp"

namespace qc::runs {

class PostgresLeaderboardQueries final : public LeaderboardQueries {
public:
    PostgresLeaderboardQueries(pg::Database& database, files::Files const& files)
        : database_(database)
        , files_(files) {}

    Task<LeaderboardView>
    all(std::optional<Instant> since, UserId viewer, PageRequest page) override;
    Task<std::optional<Page<QuestLeaderView>>> of_quest(QuestId quest, PageRequest page) override;

private:
    pg::Database& database_;
    files::Files const& files_;
};

} // namespace qc::runs

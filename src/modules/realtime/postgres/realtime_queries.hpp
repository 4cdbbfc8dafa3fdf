// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "realtime/application/ports.hpp"

namespace qc::realtime {

class PostgresRealtimeQueries final : public RealtimeQueries {
public:
    explicit PostgresRealtimeQueries(pg::Database& database) : database_(database) {}

    Task<std::vector<ChatPosition>>
    positions(UserId user, Instant since, std::optional<ChatId> only) override;
    Task<ChatId> newest_chat() override;
    Task<std::vector<std::pair<ChatId, UserId>>> participants_after(ChatId chat) override;
    Task<std::int64_t> unread_notifications(UserId user) override;
    Task<bool> takes_part(RunId run, UserId user) override;
    Task<std::vector<UserId>> players(RunId run) override;
    Task<std::vector<std::pair<UserId, Instant>>> last_used(std::vector<UserId> users) override;

private:
    pg::Database& database_;
};

} // namespace qc::realtime

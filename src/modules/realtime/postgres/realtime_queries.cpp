// SPDX-License-Identifier: Apache-2.0
#include "realtime/postgres/realtime_queries.hpp"

#include "pg/rows.hpp"
#include "sql/realtime.hpp"

#include <boost/describe.hpp>

namespace qc::realtime {
namespace {

struct PositionRow {
    ChatId chat_id;
    std::int64_t seq = 0;
    std::int64_t last_seq = 0;
};

BOOST_DESCRIBE_STRUCT(PositionRow, (), (chat_id, seq, last_seq))

struct ParticipantRow {
    ChatId chat_id;
    UserId user_id;
};

BOOST_DESCRIBE_STRUCT(ParticipantRow, (), (chat_id, user_id))

struct LastUsedRow {
    UserId user_id;
    Instant last_used_at;
};

BOOST_DESCRIBE_STRUCT(LastUsedRow, (), (user_id, last_used_at))

} // namespace

Task<std::vector<ChatPosition>>
PostgresRealtimeQueries::positions(UserId user, Instant since, std::optional<ChatId> only) {
    auto const rows = co_await database_.read(sql::positions, pg::parameters(user, since, only));
    std::vector<ChatPosition> positions;
    for (auto const& row : pg::rows_as<PositionRow>(rows))
        positions.push_back({row.chat_id, row.seq, row.last_seq});
    co_return positions;
}

Task<ChatId> PostgresRealtimeQueries::newest_chat() {
    auto const rows = co_await database_.read(sql::newest_chat, pg::parameters());
    co_return pg::only_row<ChatId>(rows);
}

Task<std::vector<std::pair<ChatId, UserId>>> PostgresRealtimeQueries::participants_after(ChatId chat
) {
    auto const rows = co_await database_.read(sql::participants_after, pg::parameters(chat));
    std::vector<std::pair<ChatId, UserId>> participants;
    for (auto const& row : pg::rows_as<ParticipantRow>(rows))
        participants.emplace_back(row.chat_id, row.user_id);
    co_return participants;
}

Task<std::int64_t> PostgresRealtimeQueries::unread_notifications(UserId user) {
    auto const rows = co_await database_.read(sql::unread_notifications, pg::parameters(user));
    co_return pg::only_row<std::int64_t>(rows);
}

Task<bool> PostgresRealtimeQueries::takes_part(RunId run, UserId user) {
    auto const rows = co_await database_.read(sql::takes_part, pg::parameters(run, user));
    co_return pg::only_row<bool>(rows);
}

Task<std::vector<UserId>> PostgresRealtimeQueries::players(RunId run) {
    auto const rows = co_await database_.read(sql::players, pg::parameters(run));
    co_return pg::rows_as<UserId>(rows);
}

Task<std::vector<std::pair<UserId, Instant>>>
PostgresRealtimeQueries::last_used(std::vector<UserId> users) {
    auto const rows = co_await database_.read(sql::last_used, pg::parameters(users));
    std::vector<std::pair<UserId, Instant>> used;
    for (auto const& row : pg::rows_as<LastUsedRow>(rows))
        used.emplace_back(row.user_id, row.last_used_at);
    co_return used;
}

} // namespace qc::realtime

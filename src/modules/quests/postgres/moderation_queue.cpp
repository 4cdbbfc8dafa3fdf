// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/moderation_queue.hpp"

#include "pg/rows.hpp"
#include "quests/postgres/item_row.hpp"
#include "sql/quest_writing.hpp"

namespace qc::quests {

BOOST_DESCRIBE_STRUCT(
    WaitingQuest, (QuestItem), (author, first_name, last_name, avatar, submitted_at)
)

BOOST_DESCRIBE_STRUCT(PendingQuest, (), (quest_id, name))

Task<Page<WaitingQuest>> PostgresModerationQueue::waiting(PageRequest page) {
    auto const rows = co_await database_.read_together(pg::queries(
        pg::Query(sql::waiting_quests, pg::parameters(page.offset(), page.size)),
        pg::Query(sql::count_waiting_quests, pg::Parameters())
    ));
    Page<WaitingQuest> found{pg::rows_as<WaitingQuest>(rows[0]), 0, page.page, page.size};
    found.total = pg::only_row<std::int64_t>(rows[1]);
    co_return found;
}

Task<std::optional<PendingQuest>> PostgresModerationQueue::pending(QuestId quest) {
    auto const rows = co_await database_.read(sql::find_pending_quest, pg::parameters(quest));
    co_return pg::row_as<PendingQuest>(rows);
}

} // namespace qc::quests

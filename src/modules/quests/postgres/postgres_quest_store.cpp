// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/postgres_quest_store.hpp"

#include "pg/errors.hpp"
#include "pg/rows.hpp"
#include "quests/domain/errors.hpp"
#include "quests/domain/write_errors.hpp"
#include "quests/postgres/authored_rows.hpp"
#include "quests/postgres/save_queries.hpp"
#include "sql/quest_writing.hpp"

#include <boost/describe/class.hpp>

#include <array>

namespace qc::quests {
namespace {

struct ReferencesRow {
    bool category;
    bool vehicle;
    bool place;
    std::vector<ActivityId> activities;
    std::vector<std::string> kinds;
    std::vector<ToolId> tools;
};
BOOST_DESCRIBE_STRUCT(ReferencesRow, (), (category, vehicle, place, activities, kinds, tools))

/// Refusals that only the constraints can give, because others write at the same time.
ErrorCode const* refusal_of(pg::ServerError const& error) {
    static constexpr std::array<std::pair<std::string_view, ErrorCode const*>, 6> refusals{{
        {"uq_quest_name", &quest_name_already_exists},
        {"fk_quest_category_id_category", &category_not_found},
        {"fk_quest_vehicle_id_vehicle", &vehicle_not_found},
        {"fk_quest_place_id_place", &places_not_found},
        {"fk_point_type_id_activity", &activity_not_found},
        {"fk_point_tool_id_tool", &tool_not_found},
    }};
    for (auto const& [constraint, code] : refusals) {
        if (error.constraint() == constraint) return code;
    }
    return nullptr;
}

} // namespace

Task<std::optional<AuthoredQuest>> PostgresQuestStore::peek(QuestId quest) {
    std::vector<pg::Query> all;
    add_load(all, quest);
    auto const rows = co_await database_.read_together(std::move(all));
    co_return loaded(rows);
}

Task<std::optional<AuthoredQuest>>
PostgresQuestStore::lock(Transaction& transaction, QuestId quest) {
    auto all = pg::queries(pg::Query(sql::lock_quest, pg::parameters(quest)));
    add_load(all, quest);
    auto const rows = co_await database_.execute_together(transaction, std::move(all));
    co_return loaded(std::span(rows).subspan(1));
}

Task<KnownReferences>
PostgresQuestStore::references(Transaction& transaction, AuthoredQuest const& quest) {
    std::vector<ActivityId> types;
    std::vector<ToolId> tools;
    for (auto const& point : quest.points) {
        types.push_back(point.type);
        if (point.tool) tools.push_back(*point.tool);
    }
    auto const rows = co_await database_.execute(
        transaction,
        sql::known_references,
        pg::parameters(quest.category, quest.vehicle, quest.place, types, tools)
    );
    auto row = pg::only_row<ReferencesRow>(rows);
    KnownReferences known;
    known.category = row.category;
    known.vehicle = row.vehicle;
    known.place = row.place;
    known.tools = std::move(row.tools);
    for (std::size_t i = 0; i < row.activities.size(); ++i)
        known.activities.emplace_back(row.activities[i], activity_kind_named(row.kinds[i]).value());
    co_return known;
}

Task<Result<AuthoredQuest>>
PostgresQuestStore::create(Transaction& transaction, AuthoredQuest const& quest) {
    auto const rows = co_await database_.execute(transaction, sql::next_quest_id);
    auto fresh = quest;
    fresh.id = pg::only_row<QuestId>(rows);
    co_return co_await write(transaction, fresh.id, create_queries(fresh));
}

Task<Result<AuthoredQuest>> PostgresQuestStore::save(
    Transaction& transaction, AuthoredQuest const& before, AuthoredQuest const& after
) {
    co_return co_await write(transaction, after.id, save_queries(before, after));
}

Task<Result<AuthoredQuest>>
PostgresQuestStore::write(Transaction& transaction, QuestId quest, std::vector<pg::Query> all) {
    auto const written = all.size();
    add_load(all, quest);
    ErrorCode const* refused = nullptr;
    try {
        auto const rows = co_await database_.execute_together(transaction, std::move(all));
        co_return loaded(std::span(rows).subspan(written)).value();
    } catch (pg::ServerError const& error) {
        refused = refusal_of(error);
        if (!refused) throw;
    }
    co_return *refused;
}

Task<std::int64_t> PostgresQuestStore::history(Transaction& transaction, QuestId quest) {
    auto const rows = co_await database_.execute_together(
        transaction,
        pg::queries(
            pg::Query(sql::lock_quest_for_deletion, pg::parameters(quest)),
            pg::Query(sql::quest_history, pg::parameters(quest))
        )
    );
    co_return pg::only_row<std::int64_t>(rows[1]);
}

Task<void> PostgresQuestStore::remove(Transaction& transaction, QuestId quest) {
    static_cast<void>(
        co_await database_.execute(transaction, sql::delete_quest, pg::parameters(quest))
    );
}

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/references.hpp"

#include "pg/errors.hpp"
#include "pg/rows.hpp"
#include "sql/references.hpp"

#include <boost/describe/class.hpp>

#include <array>

namespace qc::quests {

BOOST_DESCRIBE_STRUCT(ReferenceItem, (), (id, name, image, kind))

namespace {

/// The statements of one table.
struct TableStatements {
    pg::Statement const& list;
    pg::Statement const& find;
    pg::Statement const& lock;
    pg::Statement const& named;
    pg::Statement const& add;
    pg::Statement const& change;
    pg::Statement const& uses;
    pg::Statement const& remove;
};

// clang-format off
/// In the order of ReferenceKind.
constexpr std::array<TableStatements, 5> tables{{
    {sql::list_categories, sql::find_category, sql::lock_category, sql::category_named,
     sql::add_category, sql::change_category, sql::quests_with_category, sql::remove_category},
    {sql::list_places, sql::find_place, sql::lock_place, sql::place_named,
     sql::add_place, sql::change_place, sql::quests_with_place, sql::remove_place},
    {sql::list_vehicles, sql::find_vehicle, sql::lock_vehicle, sql::vehicle_named,
     sql::add_vehicle, sql::change_vehicle, sql::quests_with_vehicle, sql::remove_vehicle},
    {sql::list_activities, sql::find_activity, sql::lock_activity, sql::activity_named,
     sql::add_activity, sql::change_activity, sql::quests_with_activity, sql::remove_activity},
    {sql::list_tools, sql::find_tool, sql::lock_tool, sql::tool_named,
     sql::add_tool, sql::change_tool, sql::quests_with_tool, sql::remove_tool},
}};
// clang-format on

TableStatements const& statements_of(ReferenceKind kind) {
    return tables[static_cast<std::size_t>(kind)];
}

/// The values behind the name that the table has columns for.
void add_extra(pg::Parameters& parameters, ReferenceKind kind, ReferenceItem const& item) {
    switch (kind) {
    case ReferenceKind::category:
    case ReferenceKind::tool:
        return parameters.add(item.image);
    case ReferenceKind::activity:
        return parameters.add(item.kind);
    case ReferenceKind::place:
    case ReferenceKind::vehicle:
        break;
    }
}

} // namespace

Task<std::vector<ReferenceItem>> PostgresReferences::list(ReferenceKind kind) {
    auto const rows = co_await database_.read(statements_of(kind).list);
    co_return pg::rows_as<ReferenceItem>(rows);
}

Task<std::optional<ReferenceItem>> PostgresReferences::find(ReferenceKind kind, std::int32_t id) {
    auto const rows = co_await database_.read(statements_of(kind).find, pg::parameters(id));
    co_return pg::row_as<ReferenceItem>(rows);
}

Task<std::optional<ReferenceItem>>
PostgresReferences::lock(Transaction& transaction, ReferenceKind kind, std::int32_t id) {
    auto const rows =
        co_await database_.execute(transaction, statements_of(kind).lock, pg::parameters(id));
    co_return pg::row_as<ReferenceItem>(rows);
}

Task<std::optional<ReferenceItem>>
PostgresReferences::add(Transaction& transaction, ReferenceKind kind, ReferenceItem item) {
    auto parameters = pg::parameters(item.name);
    add_extra(parameters, kind, item);
    auto const rows =
        co_await database_.execute(transaction, statements_of(kind).add, std::move(parameters));
    co_return pg::row_as<ReferenceItem>(rows);
}

Task<bool>
PostgresReferences::change(Transaction& transaction, ReferenceKind kind, ReferenceItem item) {
    auto parameters = pg::parameters(item.id, item.name);
    add_extra(parameters, kind, item);
    try {
        co_await database_.execute(transaction, statements_of(kind).change, std::move(parameters));
    } catch (pg::ServerError const& refused) {
        if (!refused.is_unique_violation()) throw;
        co_return false;
    }
    co_return true;
}

Task<void>
PostgresReferences::remove(Transaction& transaction, ReferenceKind kind, std::int32_t id) {
    co_await database_.execute(transaction, statements_of(kind).remove, pg::parameters(id));
}

Task<std::optional<std::int32_t>> PostgresReferences::named(ReferenceKind kind, std::string name) {
    auto const rows = co_await database_.read(statements_of(kind).named, pg::parameters(name));
    co_return pg::row_as<std::int32_t>(rows);
}

Task<std::int64_t>
PostgresReferences::uses(Transaction& transaction, ReferenceKind kind, std::int32_t id) {
    auto const rows =
        co_await database_.execute(transaction, statements_of(kind).uses, pg::parameters(id));
    co_return pg::only_row<std::int64_t>(rows);
}

} // namespace qc::quests

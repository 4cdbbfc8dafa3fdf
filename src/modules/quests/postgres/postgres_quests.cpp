// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/postgres_quests.hpp"

#include "pg/rows.hpp"
#include "quests/postgres/import_queries.hpp"
#include "sql/quests.hpp"

#include <boost/describe/class.hpp>

#include <span>
#include <stdexcept>
#include <unordered_map>

namespace qc::quests {

// clang-format off
BOOST_DESCRIBE_STRUCT(RoutePoint, (), (
    id, order, name, description, type_id, kind, tool_id, type_photo, type_code, type_word,
    qr_secret, file_key, is_divide, hidden))
BOOST_DESCRIBE_STRUCT(RoutePlace, (), (
    id, part, latitude, longitude, detections_radius_m, interaction_inaccuracy_m, height_m,
    random_occurrence_m))
BOOST_DESCRIBE_STRUCT(RouteHint, (), (id, order, text, cost))
// clang-format on

namespace {

struct OfferRow {
    QuestId id;
    std::string name;
    std::string status;
    std::int32_t cost;
    std::int32_t amount;
    bool is_subscription;
    std::optional<UserId> author;
};
BOOST_DESCRIBE_STRUCT(OfferRow, (), (id, name, status, cost, amount, is_subscription, author))

struct HeadRow {
    std::int32_t version;
    std::int16_t group_size;
    std::optional<std::int16_t> timeframe_h;
    std::int32_t reward;
    bool auto_accrual;
    bool manual_photo_review;
    std::optional<UserId> author;
};
BOOST_DESCRIBE_STRUCT(
    HeadRow,
    (),
    (version, group_size, timeframe_h, reward, auto_accrual, manual_photo_review, author)
)

struct PlaceRow : RoutePlace {
    PointId point_id;
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (RoutePlace), (point_id))

struct HintRow : RouteHint {
    PointId point_id;
};
BOOST_DESCRIBE_STRUCT(HintRow, (RouteHint), (point_id))

std::vector<RoutePoint> route_points(std::span<pg::Rows const> rows) {
    auto points = pg::rows_as<RoutePoint>(rows[0]);
    std::unordered_map<PointId, RoutePoint*> by_id;
    for (auto& point : points)
        by_id.emplace(point.id, &point);
    for (auto const& row : pg::rows_as<PlaceRow>(rows[1]))
        by_id.at(row.point_id)->places.push_back(row);
    for (auto const& row : pg::rows_as<HintRow>(rows[2]))
        by_id.at(row.point_id)->hints.push_back(row);
    return points;
}

/// Of the answers to route_head, route_points, route_places and route_hints.
std::optional<Route> route_of(QuestId quest, std::span<pg::Rows const> rows) {
    auto const head = pg::row_as<HeadRow>(rows[0]);
    if (!head) return std::nullopt;
    Route route;
    route.quest = quest;
    route.version = head->version;
    route.group = head->group_size;
    route.timeframe_h = head->timeframe_h;
    route.reward = head->reward;
    route.auto_accrual = head->auto_accrual;
    route.manual_photo_review = head->manual_photo_review;
    route.author = head->author;
    route.points = route_points(rows.subspan(1));
    return route;
}

void add_route(
    std::vector<pg::Query>& all, QuestId quest, std::optional<std::int32_t> const& version
) {
    for (auto const* statement :
         {&sql::route_head, &sql::route_points, &sql::route_places, &sql::route_hints})
        all.emplace_back(statement, pg::parameters(quest, version));
}

} // namespace

Task<std::optional<Offer>> PostgresQuests::offer(Transaction& transaction, QuestId quest) {
    auto const rows = co_await database_.execute(transaction, sql::offer, pg::parameters(quest));
    auto row = pg::row_as<OfferRow>(rows);
    if (!row) co_return std::nullopt;
    Price const price{row->cost, row->amount, row->is_subscription};
    co_return Offer{row->id, std::move(row->name), std::move(row->status), price, row->author};
}

Task<std::optional<Route>> PostgresQuests::open_route(Transaction& transaction, QuestId quest) {
    auto all = pg::queries(
        pg::Query(sql::count_run, pg::parameters(quest)),
        pg::Query(sql::keep_route, pg::parameters(quest))
    );
    add_route(all, quest, std::nullopt);
    auto const rows = co_await database_.execute_together(transaction, std::move(all));
    if (rows[0].empty()) co_return std::nullopt;
    auto route = route_of(quest, std::span(rows).subspan(2)).value();
    if (pg::affected(rows[1]) == 0) co_return route;
    // A kept route holds its artefacts, whatever becomes of the points.
    for (auto const& point : route.points) {
        if (point.file_key) co_await files_.link(transaction, *point.file_key);
    }
    co_return route;
}

Task<Route> PostgresQuests::route(Transaction& transaction, QuestId quest, std::int32_t version) {
    std::vector<pg::Query> all;
    add_route(all, quest, version);
    auto const rows = co_await database_.execute_together(transaction, std::move(all));
    auto route = route_of(quest, rows);
    if (!route) throw std::logic_error("a run on a version of its quest that was never kept");
    co_return *std::move(route);
}

Task<ImportOutcome> PostgresQuests::import(Transaction& transaction, ImportedQuest quest) {
    auto const rows = co_await database_.execute_together(
        transaction,
        pg::queries(
            pg::Query(sql::lock_source, pg::parameters(quest.source)),
            pg::Query(sql::find_source, pg::parameters(quest.source))
        )
    );
    if (!rows[1].empty()) co_return ImportOutcome::known;
    static_cast<void>(co_await database_.execute_together(
        transaction, import_queries(quest, clock_.now(), random_)
    ));
    co_return ImportOutcome::created;
}

} // namespace qc::quests

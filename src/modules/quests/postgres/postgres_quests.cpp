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

struct PointRow {
    PointId id;
    std::int16_t order;
    std::string name;
    std::string description;
    std::int32_t type_id;
    std::string kind;
    std::optional<std::int32_t> tool_id;
    std::optional<std::int16_t> type_photo;
    std::optional<std::string> type_code;
    std::optional<std::string> type_word;
    std::optional<std::string> qr_secret;
    std::optional<std::string> file_key;
    bool is_divide;
    bool hidden;
};
BOOST_DESCRIBE_STRUCT(
    PointRow,
    (),
    (id,
     order,
     name,
     description,
     type_id,
     kind,
     tool_id,
     type_photo,
     type_code,
     type_word,
     qr_secret,
     file_key,
     is_divide,
     hidden)
)

struct PlaceRow {
    PointId point_id;
    PlaceSettingsId id;
    std::optional<std::int16_t> part;
    double latitude;
    double longitude;
    double detections_radius_m;
    double interaction_inaccuracy_m;
    double height_m;
    std::optional<double> random_occurrence_m;
};
BOOST_DESCRIBE_STRUCT(
    PlaceRow,
    (),
    (point_id,
     id,
     part,
     latitude,
     longitude,
     detections_radius_m,
     interaction_inaccuracy_m,
     height_m,
     random_occurrence_m)
)

struct HintRow {
    PointId point_id;
    HintId id;
    std::int16_t order;
    std::string text;
    std::int32_t cost;
};
BOOST_DESCRIBE_STRUCT(HintRow, (), (point_id, id, order, text, cost))

RoutePoint route_point(PointRow& row) {
    RoutePoint point;
    point.id = row.id;
    point.order = row.order;
    point.name = std::move(row.name);
    point.description = std::move(row.description);
    point.type_id = row.type_id;
    point.kind = std::move(row.kind);
    point.tool_id = row.tool_id;
    point.type_photo = row.type_photo;
    point.type_code = std::move(row.type_code);
    point.type_word = std::move(row.type_word);
    point.qr_secret = std::move(row.qr_secret);
    point.file_key = std::move(row.file_key);
    point.is_divide = row.is_divide;
    point.hidden = row.hidden;
    return point;
}

RoutePlace route_place(PlaceRow const& row) {
    return {
        row.id,
        row.part,
        row.latitude,
        row.longitude,
        row.detections_radius_m,
        row.interaction_inaccuracy_m,
        row.height_m,
        row.random_occurrence_m
    };
}

std::vector<RoutePoint> route_points(std::span<pg::Rows const> rows) {
    std::vector<RoutePoint> points;
    std::unordered_map<PointId, std::size_t> position;
    for (auto& row : pg::rows_as<PointRow>(rows[0])) {
        position.emplace(row.id, points.size());
        points.push_back(route_point(row));
    }
    for (auto const& row : pg::rows_as<PlaceRow>(rows[1]))
        points[position.at(row.point_id)].places.push_back(route_place(row));
    for (auto& row : pg::rows_as<HintRow>(rows[2])) {
        auto& hints = points[position.at(row.point_id)].hints;
        hints.push_back({row.id, row.order, std::move(row.text), row.cost});
    }
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

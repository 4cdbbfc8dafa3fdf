// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/authored_rows.hpp"

#include "pg/rows.hpp"
#include "sql/quest_writing.hpp"

#include <boost/describe/class.hpp>

#include <unordered_map>

namespace qc::quests {

// clang-format off
BOOST_DESCRIBE_STRUCT(AuthoredPoint, (), (
    id, order, name, description, type, tool, type_photo, type_code, type_word, qr_secret, file_key,
    is_divide, hidden))
BOOST_DESCRIBE_STRUCT(AuthoredPlace, (), (
    id, longitude, latitude, detections_radius_m, height_m, random_occurrence_m,
    interaction_inaccuracy_m, part))
BOOST_DESCRIBE_STRUCT(AuthoredHint, (), (id, text, cost))
BOOST_DESCRIBE_STRUCT(AuthoredMerch, (), (id, description, price, image_key))
// clang-format on

namespace {

struct QuestRow {
    QuestId id;
    std::string name;
    std::string description;
    std::optional<std::string> image_key;
    std::string mentor_preference;
    bool auto_accrual;
    std::int32_t cost;
    std::int32_t reward;
    CategoryId category;
    VehicleId vehicle;
    PlaceId place;
    GroupSize group_size;
    bool is_subscription;
    std::int32_t amount;
    std::optional<Timeframe> timeframe;
    Level level;
    Mileage mileage;
    std::string status;
    std::optional<UserId> author;
    bool manual_photo_review;
    std::optional<std::string> reject_reason;
    std::optional<Instant> submitted_at;
    std::optional<Instant> published_at;
    std::optional<std::string> attribution;
    std::int32_t version;
    Instant created_at;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(
    QuestRow,
    (),
    (id,
     name,
     description,
     image_key,
     mentor_preference,
     auto_accrual,
     cost,
     reward,
     category,
     vehicle,
     place,
     group_size,
     is_subscription,
     amount,
     timeframe,
     level,
     mileage,
     status,
     author,
     manual_photo_review,
     reject_reason,
     submitted_at,
     published_at,
     attribution,
     version,
     created_at,
     updated_at)
)

struct PointRow : AuthoredPoint {
    std::string kind_name;
};
BOOST_DESCRIBE_STRUCT(PointRow, (AuthoredPoint), (kind_name))

struct PlaceRow : AuthoredPlace {
    PointId point_id;
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (AuthoredPlace), (point_id))

struct HintRow : AuthoredHint {
    PointId point_id;
};
BOOST_DESCRIBE_STRUCT(HintRow, (AuthoredHint), (point_id))

void set_texts(AuthoredQuest& quest, QuestRow& row) {
    quest.name = std::move(row.name);
    quest.description = std::move(row.description);
    quest.image_key = std::move(row.image_key);
    quest.mentor_preference = std::move(row.mentor_preference);
    quest.reject_reason = std::move(row.reject_reason);
    quest.attribution = std::move(row.attribution);
}

AuthoredQuest quest_of(QuestRow row) {
    AuthoredQuest quest;
    quest.id = row.id;
    set_texts(quest, row);
    quest.auto_accrual = row.auto_accrual;
    quest.cost = row.cost;
    quest.reward = row.reward;
    quest.category = row.category;
    quest.vehicle = row.vehicle;
    quest.place = row.place;
    quest.group = row.group_size;
    quest.is_subscription = row.is_subscription;
    quest.amount = row.amount;
    quest.timeframe = row.timeframe;
    quest.level = row.level;
    quest.mileage = row.mileage;
    quest.status = status_named(row.status).value();
    quest.author = row.author;
    quest.manual_photo_review = row.manual_photo_review;
    quest.submitted_at = row.submitted_at;
    quest.published_at = row.published_at;
    quest.version = row.version;
    quest.created_at = row.created_at;
    quest.updated_at = row.updated_at;
    return quest;
}

std::vector<AuthoredPoint> points_of(std::span<pg::Rows const> rows) {
    std::vector<AuthoredPoint> points;
    std::unordered_map<PointId, std::size_t> position;
    for (auto& row : pg::rows_as<PointRow>(rows[0])) {
        position.emplace(*row.id, points.size());
        row.kind = activity_kind_named(row.kind_name).value();
        points.push_back(std::move(row));
    }
    for (auto const& row : pg::rows_as<PlaceRow>(rows[1]))
        points[position.at(row.point_id)].places.push_back(row);
    for (auto const& row : pg::rows_as<HintRow>(rows[2]))
        points[position.at(row.point_id)].hints.push_back(row);
    return points;
}

} // namespace

void add_load(std::vector<pg::Query>& all, QuestId quest) {
    for (auto const* statement :
         {&sql::load_quest, &sql::load_points, &sql::load_places, &sql::load_hints, &sql::load_merch
         })
        all.emplace_back(statement, pg::parameters(quest));
}

std::optional<AuthoredQuest> loaded(std::span<pg::Rows const> rows) {
    auto row = pg::row_as<QuestRow>(rows[0]);
    if (!row) return std::nullopt;
    auto quest = quest_of(*std::move(row));
    quest.points = points_of(rows.subspan(1, 3));
    quest.merch = pg::rows_as<AuthoredMerch>(rows[4]);
    return quest;
}

} // namespace qc::quests

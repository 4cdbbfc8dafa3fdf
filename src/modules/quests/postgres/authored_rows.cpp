// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/authored_rows.hpp"

#include "pg/rows.hpp"
#include "sql/quest_writing.hpp"

#include <boost/describe/class.hpp>

#include <unordered_map>

namespace qc::quests {
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

struct PointRow {
    PointId id;
    std::int32_t order;
    std::string name;
    std::string description;
    ActivityId type;
    std::string kind;
    std::optional<ToolId> tool;
    std::optional<TakePhoto> type_photo;
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
     type,
     kind,
     tool,
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
    double longitude;
    double latitude;
    double detections_radius_m;
    double height_m;
    std::optional<double> random_occurrence_m;
    double interaction_inaccuracy_m;
    std::optional<std::int16_t> part;
};
BOOST_DESCRIBE_STRUCT(
    PlaceRow,
    (),
    (point_id,
     id,
     longitude,
     latitude,
     detections_radius_m,
     height_m,
     random_occurrence_m,
     interaction_inaccuracy_m,
     part)
)

struct HintRow {
    PointId point_id;
    HintId id;
    std::string text;
    std::int32_t cost;
};
BOOST_DESCRIBE_STRUCT(HintRow, (), (point_id, id, text, cost))

struct MerchRow {
    MerchId id;
    std::string description;
    std::int32_t price;
    std::optional<std::string> image_key;
};
BOOST_DESCRIBE_STRUCT(MerchRow, (), (id, description, price, image_key))

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

AuthoredPoint point_of(PointRow row) {
    AuthoredPoint point;
    point.id = row.id;
    point.order = row.order;
    point.name = std::move(row.name);
    point.description = std::move(row.description);
    point.type = row.type;
    point.kind = activity_kind_named(row.kind).value();
    point.tool = row.tool;
    point.type_photo = row.type_photo;
    point.type_code = std::move(row.type_code);
    point.type_word = std::move(row.type_word);
    point.qr_secret = std::move(row.qr_secret);
    point.file_key = std::move(row.file_key);
    point.is_divide = row.is_divide;
    point.hidden = row.hidden;
    return point;
}

AuthoredPlace place_of(PlaceRow const& row) {
    AuthoredPlace place;
    place.id = row.id;
    place.longitude = row.longitude;
    place.latitude = row.latitude;
    place.detections_radius_m = row.detections_radius_m;
    place.height_m = row.height_m;
    place.random_occurrence_m = row.random_occurrence_m;
    place.interaction_inaccuracy_m = row.interaction_inaccuracy_m;
    place.part = row.part;
    return place;
}

std::vector<AuthoredPoint> points_of(std::span<pg::Rows const> rows) {
    std::vector<AuthoredPoint> points;
    std::unordered_map<PointId, std::size_t> position;
    for (auto& row : pg::rows_as<PointRow>(rows[0])) {
        position.emplace(row.id, points.size());
        points.push_back(point_of(std::move(row)));
    }
    for (auto const& row : pg::rows_as<PlaceRow>(rows[1]))
        points[position.at(row.point_id)].places.push_back(place_of(row));
    for (auto& row : pg::rows_as<HintRow>(rows[2])) {
        auto& hints = points[position.at(row.point_id)].hints;
        hints.push_back({row.id, std::move(row.text), row.cost});
    }
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
    for (auto& merch : pg::rows_as<MerchRow>(rows[4]))
        quest.merch.push_back(
            {merch.id, std::move(merch.description), merch.price, std::move(merch.image_key)}
        );
    return quest;
}

} // namespace qc::quests

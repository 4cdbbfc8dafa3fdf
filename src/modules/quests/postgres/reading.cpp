// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/reading.hpp"

#include "pg/rows.hpp"
#include "quests/postgres/item_row.hpp"
#include "sql/quest_reading.hpp"

#include <boost/describe/class.hpp>

namespace qc::quests {

// clang-format off
BOOST_DESCRIBE_STRUCT(QuestRecord, (), (
    id, name, description, image, mentor_preference, auto_accrual, cost, reward, category_id,
    category_name, category_image, group, vehicle_id, place_id, place_name, is_subscription,
    pay_extra, timeframe, level, mileage, status, author_id, manual_photo_review, reject_reason,
    reviews_count, rating_sum, version, attribution, created_at, updated_at, is_favorite, purchased,
    subscribed))
BOOST_DESCRIBE_STRUCT(PointRecord, (), (
    id, order, name_of_location, description, type_id, tool_id, kind, type_photo, has_code,
    has_word, is_divide, hidden))
BOOST_DESCRIBE_STRUCT(PlaceRecord, (), (
    id, point_id, part, longitude, latitude, detections_radius, height, random_occurrence,
    interaction_inaccuracy))
BOOST_DESCRIBE_STRUCT(SecretRecord, (), (point_id, type_code, type_word, file))
BOOST_DESCRIBE_STRUCT(HintRecord, (), (id, point_id, order, text, cost))
BOOST_DESCRIBE_STRUCT(MerchRecord, (), (id, description, price, image))
BOOST_DESCRIBE_STRUCT(ReviewRecord, (), (id, user_name, text, created_at, rating, reply))
BOOST_DESCRIBE_STRUCT(PersonalMark, (), (id, is_favorite, purchased, run_status))
BOOST_DESCRIBE_STRUCT(NamedCount, (), (name, count))
BOOST_DESCRIBE_STRUCT(LevelCount, (), (level, count))
BOOST_DESCRIBE_STRUCT(PopularQuest, (), (id, name, runs, rating_sum, reviews_count))
BOOST_DESCRIBE_STRUCT(QuestTotals, (), (
    total_quests, active_quests, draft_quests, pending_quests, archived_quests, runs_last7_days,
    finished_last30_days, active_users))
// clang-format on

namespace {

struct ListTotal {
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(ListTotal, (), (total))

using Answers = std::vector<pg::Rows>;

std::vector<pg::Query> full_queries(QuestId id, Viewer const& viewer) {
    return pg::queries(
        pg::Query(sql::quest_for_viewer, pg::parameters(id, viewer.user, viewer.now)),
        pg::Query(sql::points_of_quest, pg::parameters(id)),
        pg::Query(sql::all_places_of_quest, pg::parameters(id)),
        pg::Query(sql::merch_of_quest, pg::parameters(id)),
        pg::Query(sql::secrets_of_quest, pg::parameters(id)),
        pg::Query(sql::hints_of_quest, pg::parameters(id))
    );
}

/// The first three answers of every reading.
std::optional<QuestDetails> with_route(Answers const& answers) {
    auto quest = pg::row_as<QuestRecord>(answers[0]);
    if (!quest) return std::nullopt;
    QuestDetails out;
    out.quest = *std::move(quest);
    out.points = pg::rows_as<PointRecord>(answers[1]);
    out.places = pg::rows_as<PlaceRecord>(answers[2]);
    return out;
}

std::optional<QuestDetails> full_details(Answers const& answers) {
    auto out = with_route(answers);
    if (!out) return out;
    out->merch = pg::rows_as<MerchRecord>(answers[3]);
    out->secrets = pg::rows_as<SecretRecord>(answers[4]);
    out->hints = pg::rows_as<HintRecord>(answers[5]);
    return out;
}

std::string_view filter_name(MyFilter filter) {
    return my_filter_names[static_cast<std::size_t>(filter)].second;
}

} // namespace

Task<std::optional<QuestDetails>> PostgresQuestQueries::details(QuestId id, Viewer viewer) {
    auto asked = pg::queries(
        pg::Query(sql::quest_for_viewer, pg::parameters(id, viewer.user, viewer.now)),
        pg::Query(sql::points_of_quest, pg::parameters(id)),
        pg::Query(sql::open_places_of_quest, pg::parameters(id)),
        pg::Query(sql::merch_of_quest, pg::parameters(id))
    );
    auto const answers = co_await database_.read_together(std::move(asked));
    auto out = with_route(answers);
    if (out) out->merch = pg::rows_as<MerchRecord>(answers[3]);
    co_return out;
}

Task<std::optional<QuestDetails>> PostgresQuestQueries::card(QuestId id, Viewer viewer) {
    auto asked = pg::queries(
        pg::Query(sql::quest_for_viewer, pg::parameters(id, viewer.user, viewer.now)),
        pg::Query(sql::points_of_quest, pg::parameters(id)),
        pg::Query(sql::open_places_of_quest, pg::parameters(id)),
        pg::Query(sql::merch_of_quest, pg::parameters(id)),
        pg::Query(sql::newest_reviews_of_quest, pg::parameters(id))
    );
    auto const answers = co_await database_.read_together(std::move(asked));
    auto out = with_route(answers);
    if (!out) co_return out;
    out->merch = pg::rows_as<MerchRecord>(answers[3]);
    out->reviews = pg::rows_as<ReviewRecord>(answers[4]);
    co_return out;
}

Task<std::optional<QuestDetails>>
PostgresQuestQueries::current(QuestId id, Viewer viewer, bool reveal) {
    auto asked = pg::queries(
        pg::Query(sql::quest_for_viewer, pg::parameters(id, viewer.user, viewer.now)),
        pg::Query(sql::points_of_quest, pg::parameters(id)),
        pg::Query(sql::places_on_the_way, pg::parameters(id, viewer.user)),
        pg::Query(sql::secrets_on_the_way, pg::parameters(id, viewer.user, reveal))
    );
    auto const answers = co_await database_.read_together(std::move(asked));
    auto out = with_route(answers);
    if (out) out->secrets = pg::rows_as<SecretRecord>(answers[3]);
    co_return out;
}

Task<std::optional<QuestDetails>> PostgresQuestQueries::full(QuestId id, Viewer viewer) {
    auto asked = full_queries(id, viewer);
    auto const answers = co_await database_.read_together(std::move(asked));
    co_return full_details(answers);
}

Task<std::optional<QuestDetails>>
PostgresQuestQueries::full(Transaction& transaction, QuestId id, Viewer viewer) {
    auto asked = full_queries(id, viewer);
    auto const answers = co_await database_.execute_together(transaction, std::move(asked));
    co_return full_details(answers);
}

Task<Page<QuestItem>> PostgresQuestQueries::mine(Viewer viewer, MyFilter filter, PageRequest page) {
    auto const name = filter_name(filter);
    auto rows = co_await database_.read(
        sql::my_quests, pg::parameters(viewer.user, name, page.offset(), page.size)
    );
    Page<QuestItem> out{pg::rows_as<QuestItem>(rows), 0, page.page, page.size};
    if (rows.empty() && page.page > 1) {
        // Behind the end no row is left that could tell the total.
        constexpr std::int64_t first = 0;
        constexpr std::int32_t one = 1;
        rows =
            co_await database_.read(sql::my_quests, pg::parameters(viewer.user, name, first, one));
    }
    if (auto const counted = pg::row_as<ListTotal>(rows)) out.total = counted->total;
    co_return out;
}

Task<std::vector<PersonalMark>>
PostgresQuestQueries::marks(std::vector<QuestId> quests, Viewer viewer) {
    auto parameters = pg::parameters(quests, viewer.user, viewer.now);
    auto const rows = co_await database_.read(sql::personal_marks, std::move(parameters));
    co_return pg::rows_as<PersonalMark>(rows);
}

Task<Analytics> PostgresQuestQueries::analytics(Instant now) {
    auto asked = pg::queries(
        pg::Query(sql::quest_totals, pg::parameters(now)),
        pg::Query(sql::quests_by_category, pg::parameters()),
        pg::Query(sql::quests_by_level, pg::parameters()),
        pg::Query(sql::popular_quests, pg::parameters())
    );
    auto const answers = co_await database_.read_together(std::move(asked));
    Analytics out;
    out.totals = pg::only_row<QuestTotals>(answers[0]);
    out.categories = pg::rows_as<NamedCount>(answers[1]);
    out.levels = pg::rows_as<LevelCount>(answers[2]);
    out.popular = pg::rows_as<PopularQuest>(answers[3]);
    co_return out;
}

} // namespace qc::quests

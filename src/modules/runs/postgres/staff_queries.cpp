// SPDX-License-Identifier: Apache-2.0
#include "runs/postgres/rows.hpp"
#include "runs/postgres/run_queries.hpp"
#include "sql/runs.hpp"

namespace qc::runs {
namespace {

using pg::parameters;
using pg::Query;

struct CheckinRow : PersonRow {
    CheckinId id;
    RunId run_id;
    PointId point_id;
    std::optional<PlaceSettingsId> place_id;
    std::string status;
    std::optional<double> distance;
    Instant created_at;
    std::optional<std::string> photo_url;
};

BOOST_DESCRIBE_STRUCT(
    CheckinRow,
    (PersonRow),
    (id, run_id, point_id, place_id, status, distance, created_at, photo_url)
)

struct RequestRow : PersonRow {
    RewardRequestId id;
    QuestId quest_id;
    std::string quest_name;
    RunId run_id;
    std::int32_t amount = 0;
    std::string status;
    Instant created_at;
    std::optional<Instant> decided_at;
};

BOOST_DESCRIBE_STRUCT(
    RequestRow,
    (PersonRow),
    (id, quest_id, quest_name, run_id, amount, status, created_at, decided_at)
)

CheckinView view_of(CheckinRow const& row, files::Files const& files) {
    CheckinView view;
    view.id = row.id;
    view.run_id = row.run_id;
    view.point_id = row.point_id;
    view.place_id = row.place_id;
    view.status = row.status;
    view.distance = row.distance;
    view.created_at = row.created_at;
    if (row.photo_url) view.photo_url = files.private_url(*row.photo_url);
    view.user = user_of(row, files);
    return view;
}

RewardRequestView view_of(RequestRow const& row, files::Files const& files) {
    RewardRequestView view;
    view.id = row.id;
    view.user = user_of(row, files);
    view.quest_id = row.quest_id;
    view.quest_name = row.quest_name;
    view.run_id = row.run_id;
    view.amount = row.amount;
    view.status = row.status;
    view.created_at = row.created_at;
    view.decided_at = row.decided_at;
    return view;
}

/// Answers to: count, rows.
template <class View, class Row>
Page<View> page_of(
    std::vector<pg::Rows> const& answers, PageRequest const& request, files::Files const& files
) {
    Page<View> page;
    page.total = pg::only_row<std::int64_t>(answers[0]);
    page.page = request.page;
    page.size = request.size;
    for (auto const& row : pg::rows_as<Row>(answers[1]))
        page.items.push_back(view_of(row, files));
    return page;
}

} // namespace

Task<Page<CheckinView>> PostgresRunQueries::checkins(RunId run, PageRequest page) {
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::count_checkins, parameters(run)),
        Query(sql::list_checkins, parameters(run, page.size, page.offset()))
    ));
    co_return page_of<CheckinView, CheckinRow>(answers, page, files_);
}

Task<CheckinView> PostgresRunQueries::checkin(Transaction& transaction, CheckinId id) {
    auto const rows = co_await database_.execute(transaction, sql::checkin, parameters(id));
    co_return view_of(pg::only_row<CheckinRow>(rows), files_);
}

Task<Page<RewardRequestView>>
PostgresRunQueries::reward_requests(std::string status, PageRequest page) {
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::count_reward_requests, parameters(status)),
        Query(sql::list_reward_requests, parameters(status, page.size, page.offset()))
    ));
    co_return page_of<RewardRequestView, RequestRow>(answers, page, files_);
}

Task<RewardRequestView>
PostgresRunQueries::reward_request(Transaction& transaction, RewardRequestId id) {
    auto const rows = co_await database_.execute(transaction, sql::reward_request, parameters(id));
    co_return view_of(pg::only_row<RequestRow>(rows), files_);
}

} // namespace qc::runs

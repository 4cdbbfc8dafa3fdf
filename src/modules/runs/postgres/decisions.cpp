// SPDX-License-Identifier: Apache-2.0
#include "runs/postgres/rows.hpp"
#include "runs/postgres/runs.hpp"
#include "sql/runs.hpp"

namespace qc::runs {
namespace {

using pg::parameters;
using pg::Query;

struct TallyRow {
    std::int64_t wrong_answers = 0;
    std::int64_t hints = 0;
};

BOOST_DESCRIBE_STRUCT(TallyRow, (), (wrong_answers, hints))

struct CandidateRow {
    UserId user_id;
    bool finished_before = false;
};

BOOST_DESCRIBE_STRUCT(CandidateRow, (), (user_id, finished_before))

struct RequestRow {
    RewardRequestId id;
    RunId run_id;
    UserId user_id;
    QuestId quest_id;
    std::int32_t amount = 0;
    std::string status;
    bool is_own_run = false;
};

BOOST_DESCRIBE_STRUCT(RequestRow, (), (id, run_id, user_id, quest_id, amount, status, is_own_run))

struct CheckinRow {
    CheckinId id;
    PointId point_id;
    std::optional<PlaceSettingsId> place_id;
    UserId user_id;
    std::string status;
    bool others_wait = false;
};

BOOST_DESCRIBE_STRUCT(CheckinRow, (), (id, point_id, place_id, user_id, status, others_wait))

RewardRequest request_of(RequestRow const& row) {
    return {row.id, row.run_id, row.user_id, row.quest_id, row.amount, row.status, row.is_own_run};
}

constexpr std::string_view photo_rejected = "PHOTO_REJECTED";

} // namespace

Task<Settlement> PostgresRuns::settlement(Transaction& transaction, RunId run) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::tally, parameters(run)), Query(sql::reward_candidates, parameters(run))
        )
    );
    auto const tally = pg::only_row<TallyRow>(answers[0]);
    Settlement settlement;
    settlement.tally = {tally.wrong_answers, tally.hints};
    for (auto const& row : pg::rows_as<CandidateRow>(answers[1]))
        settlement.candidates.push_back({row.user_id, row.finished_before});
    co_return settlement;
}

Task<void> PostgresRuns::request_reward(Transaction& transaction, NewRewardRequest request) {
    co_await database_.execute(
        transaction,
        sql::request_reward,
        parameters(
            request.run, request.user, request.quest, request.amount, request.reason, request.at
        )
    );
}

Task<std::optional<RewardRequest>>
PostgresRuns::lock_reward_request(Transaction& transaction, RewardRequestId id, UserId staff) {
    auto const rows =
        co_await database_.execute(transaction, sql::lock_reward_request, parameters(id, staff));
    auto const row = pg::row_as<RequestRow>(rows);
    if (!row) co_return std::nullopt;
    co_return request_of(*row);
}

Task<std::vector<RewardRequest>>
PostgresRuns::lock_photo_requests(Transaction& transaction, RunId run) {
    auto const rows =
        co_await database_.execute(transaction, sql::pending_photo_requests, parameters(run));
    std::vector<RewardRequest> requests;
    for (auto const& row : pg::rows_as<RequestRow>(rows))
        requests.push_back(request_of(row));
    co_return requests;
}

Task<void>
PostgresRuns::decide(Transaction& transaction, RewardRequest request, Decision decision) {
    co_await database_.execute(
        transaction,
        sql::decide_reward_request,
        parameters(
            request.id,
            std::string_view(decision.accepted ? "approved" : "rejected"),
            request.amount,
            decision.by,
            decision.at,
            decision.comment
        )
    );
}

Task<std::optional<StoredCheckin>>
PostgresRuns::find_checkin(Transaction& transaction, RunId run, CheckinId checkin) {
    auto const rows =
        co_await database_.execute(transaction, sql::find_checkin, parameters(run, checkin));
    auto const row = pg::row_as<CheckinRow>(rows);
    if (!row) co_return std::nullopt;
    co_return StoredCheckin{
        row->id, row->point_id, row->place_id, row->user_id, row->status, row->others_wait
    };
}

Task<void> PostgresRuns::review(Transaction& transaction, CheckinId checkin, Decision decision) {
    std::optional<std::string_view> reason;
    if (!decision.accepted) reason = photo_rejected;
    co_await database_.execute(
        transaction,
        sql::review_checkin,
        parameters(
            checkin,
            std::string_view(decision.accepted ? "accepted" : "rejected"),
            reason,
            decision.by,
            decision.at,
            decision.comment
        )
    );
}

} // namespace qc::runs

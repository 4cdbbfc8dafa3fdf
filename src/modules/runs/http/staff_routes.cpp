// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"
#include "runs/domain/errors.hpp"
#include "runs/http/inputs.hpp"
#include "runs/http/routes.hpp"
#include "runs/http/views.hpp"

#include <array>

namespace qc::runs {
namespace {

using access::Permission;

enum class RequestStatus { pending, approved, rejected };
enum class Verdicts { approved, rejected };

struct CheckinPath {
    RunId id;
    CheckinId checkin_id;
};

BOOST_DESCRIBE_STRUCT(CheckinPath, (), (id, checkin_id))

struct ReviewBody {
    bool accepted = false;
    std::optional<contract::Text<0, 1000>> comment;
};

BOOST_DESCRIBE_STRUCT(ReviewBody, (), (accepted, comment))

struct RequestsQuery : PageQuery {
    std::optional<RequestStatus> status;
};

BOOST_DESCRIBE_STRUCT(RequestsQuery, (PageQuery), (status))

struct RequestPath {
    RewardRequestId id;
};

BOOST_DESCRIBE_STRUCT(RequestPath, (), (id))

struct DecisionBody {
    Verdicts status{};
    std::optional<contract::Int<1, 1'000'000>> amount;
    std::optional<contract::Text<0, 1000>> comment;
};

BOOST_DESCRIBE_STRUCT(DecisionBody, (), (status, amount, comment))

http::RouteSpec review_spec() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/runs/{id}/checkins/{checkinId}/review",
        .summary = "Accept or reject a photo",
        .tag = "runs",
        .access = http::may(Permission::moderate_quests).where("not for own runs"),
        .errors = {&checkin_not_found, &invalid_state}
    };
}

http::RouteSpec requests_spec() {
    return {
        .path = "/api/v1/reward-requests",
        .summary = "Rewards that wait for staff, oldest first",
        .tag = "runs",
        .access = http::may(Permission::moderate_quests)
    };
}

http::RouteSpec decision_spec() {
    return {
        .method = http::Method::patch,
        .path = "/api/v1/reward-requests/{id}",
        .summary = "Approve or reject a reward",
        .tag = "runs",
        .access = http::may(Permission::moderate_quests).where("not for own runs"),
        .errors = {&reward_request_not_found, &invalid_state},
        .priority = http::Priority::money
    };
}

} // namespace
} // namespace qc::runs

template <>
struct qc::contract::EnumNames<qc::runs::RequestStatus> {
    using enum qc::runs::RequestStatus;
    static constexpr std::array value{
        std::pair{pending, std::string_view("pending")},
        std::pair{approved, std::string_view("approved")},
        std::pair{rejected, std::string_view("rejected")},
    };
};

template <>
struct qc::contract::EnumNames<qc::runs::Verdicts> {
    using enum qc::runs::Verdicts;
    static constexpr std::array value{
        std::pair{approved, std::string_view("approved")},
        std::pair{rejected, std::string_view("rejected")},
    };
};

namespace qc::runs {
namespace {

using ReviewCall = http::Call<CheckinPath, http::None, ReviewBody>;
using RequestsCall = http::Call<http::None, RequestsQuery>;
using DecisionCall = http::Call<RequestPath, http::None, DecisionBody>;

ReviewCheckin::Command command_of(ReviewCall const& call) {
    ReviewCheckin::Command command;
    command.run = call.path.id;
    command.checkin = call.path.checkin_id;
    command.staff = call.caller().user;
    command.accepted = call.body.accepted;
    if (call.body.comment) command.comment = call.body.comment->value;
    return command;
}

DecideReward::Command command_of(DecisionCall const& call) {
    DecideReward::Command command;
    command.request = call.path.id;
    command.staff = call.caller().user;
    command.approved = call.body.status == Verdicts::approved;
    if (call.body.amount) command.amount = call.body.amount->value;
    if (call.body.comment) command.comment = call.body.comment->value;
    return command;
}

using Requests = Page<RewardRequestView>;

} // namespace

void add_staff_routes(http::Routes& routes, UseCases use_cases) {
    routes.push_back(http::write_route<CheckinView, CheckinPath, http::None, ReviewBody>(
        review_spec(),
        [&review = use_cases.review_checkin](ReviewCall const& call, Transaction& transaction) {
            return review(transaction, command_of(call));
        }
    ));
    routes.push_back(http::plain_route<Requests, http::None, RequestsQuery>(
        requests_spec(),
        [&queries = use_cases.queries](RequestsCall const& call) -> Task<Result<Requests>> {
            auto const wanted = call.query.status.value_or(RequestStatus::pending);
            std::string status(contract::enum_name(wanted));
            co_return co_await queries.reward_requests(std::move(status), call.query.request());
        }
    ));
    routes.push_back(http::write_route<RewardRequestView, RequestPath, http::None, DecisionBody>(
        decision_spec(),
        [&decide = use_cases.decide_reward](DecisionCall const& call, Transaction& transaction) {
            return decide(transaction, command_of(call));
        }
    ));
}

} // namespace qc::runs

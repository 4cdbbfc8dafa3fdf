// SPDX-License-Identifier: Apache-2.0
#include "contract/lists.hpp"
#include "http/endpoint.hpp"
#include "runs/domain/errors.hpp"
#include "runs/http/inputs.hpp"
#include "runs/http/routes.hpp"
#include "runs/http/views.hpp"

#include <array>

namespace qc::runs {
namespace {

using access::Permission;
using MaybeRun = std::optional<RunView>;

enum class Role { owner, member, all };

struct QuestPath {
    QuestId quest_id;
};

BOOST_DESCRIBE_STRUCT(QuestPath, (), (quest_id))

struct StartBody {
    std::optional<contract::List<UserId, 0, 50>> invite_user_ids;
    std::optional<contract::Real<-90, 90>> latitude;
    std::optional<contract::Real<-180, 180>> longitude;
};

BOOST_DESCRIBE_STRUCT(StartBody, (), (invite_user_ids, latitude, longitude))

struct RunsQuery : PageQuery {
    std::optional<RunStatus> status;
    std::optional<QuestId> quest_id;
    std::optional<Role> role;
    std::optional<UserId> user_id;
};

BOOST_DESCRIBE_STRUCT(RunsQuery, (PageQuery), (status, quest_id, role, user_id))

http::RouteSpec start_spec() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/quests/{questId}/runs",
        .summary = "Start a run of a quest",
        .tag = "runs",
        .access = http::may(Permission::view_quests),
        .errors =
            {&quests::quest_not_found,
             &quest_not_purchased,
             &subscription_required,
             &run_already_active,
             &run_limit_reached,
             &run_group_full,
             &friendship_not_found},
        .success = 201,
        .idempotent = true
    };
}

http::RouteSpec read_spec(std::string path, std::string summary, std::string rule) {
    return {
        .path = "/api/v1/runs" + std::move(path),
        .summary = std::move(summary),
        .tag = "runs",
        .access = http::may_any({Permission::view_quests, Permission::moderate_quests}).where(rule),
        .errors = {&run_not_found}
    };
}

http::RouteSpec change_spec(std::string_view verb, std::string summary) {
    return {
        .method = http::Method::post,
        .path = "/api/v1/runs/{id}/" + std::string(verb),
        .summary = std::move(summary),
        .tag = "runs",
        .access = http::may(Permission::view_quests).where("owner"),
        .errors = {&run_not_found, &invalid_state}
    };
}

} // namespace
} // namespace qc::runs

template <>
struct qc::contract::EnumNames<qc::runs::RunStatus> {
    using enum qc::runs::RunStatus;
    static constexpr std::array value{
        std::pair{active, std::string_view("active")},
        std::pair{paused, std::string_view("paused")},
        std::pair{finished, std::string_view("finished")},
        std::pair{abandoned, std::string_view("abandoned")},
        std::pair{expired, std::string_view("expired")},
    };
};

template <>
struct qc::contract::EnumNames<qc::runs::Role> {
    using enum qc::runs::Role;
    static constexpr std::array value{
        std::pair{owner, std::string_view("owner")},
        std::pair{member, std::string_view("member")},
        std::pair{all, std::string_view("all")},
    };
};

namespace qc::runs {
namespace {

using StartCall = http::Call<QuestPath, http::None, StartBody>;
using ListCall = http::Call<http::None, RunsQuery>;
using RunCall = http::Call<RunPath>;

StartRun::Command command_of(StartCall const& call) {
    StartRun::Command command;
    command.quest = call.path.quest_id;
    command.player = call.caller().user;
    command.session = call.caller().session;
    if (call.body.invite_user_ids) command.invited = *call.body.invite_user_ids;
    if (call.body.latitude && call.body.longitude)
        command.position = Position{*call.body.latitude, *call.body.longitude};
    return command;
}

RunFilter filter_of(ListCall const& call) {
    auto const& query = call.query;
    RunFilter filter;
    filter.user = query.user_id.value_or(call.caller().user);
    if (query.status) filter.status = std::string(name_of(*query.status));
    filter.quest = query.quest_id;
    filter.role = std::string(contract::enum_name(query.role.value_or(Role::all)));
    return filter;
}

void add_change(
    http::Routes& routes, ChangeRun& change_run, http::RouteSpec spec, RunChange change
) {
    routes.push_back(http::write_route<RunView, RunPath>(
        std::move(spec),
        [&change_run, change](RunCall const& call, Transaction& transaction) {
            return change_run(transaction, call.path.id, call.caller().user, change);
        }
    ));
}

void add_reads(http::Routes& routes, ReadRuns& read) {
    routes.push_back(http::plain_route<Page<RunView>, http::None, RunsQuery>(
        read_spec("", "Runs of the caller, newest first", "own; userId of others: 13"),
        [&read](ListCall const& call) {
            return read.list(call.caller(), filter_of(call), call.query.request());
        }
    ));
    routes.push_back(http::plain_route<MaybeRun>(
        read_spec("/current", "The run that the caller plays now, or null", "own"),
        [&read](http::Call<> const& call) -> Task<Result<MaybeRun>> {
            co_return co_await read.current(call.caller());
        }
    ));
    routes.push_back(http::plain_route<RunView, RunPath>(
        read_spec("/{id}", "One run", "member or 13"),
        [&read](RunCall const& call) { return read.run(call.caller(), call.path.id); }
    ));
    routes.push_back(http::plain_route<PointsView, RunPath>(
        read_spec(
            "/{id}/points", "The points of a run as its players may see them", "member or 13"
        ),
        [&read](RunCall const& call) { return read.points(call.caller(), call.path.id); }
    ));
    auto results = read_spec("/{id}/results", "How a run ended", "member or 13");
    results.errors.push_back(&invalid_state);
    routes.push_back(http::plain_route<ResultsView, RunPath>(
        std::move(results),
        [&read](RunCall const& call) { return read.results(call.caller(), call.path.id); }
    ));
}

} // namespace

void add_run_routes(http::Routes& routes, UseCases use_cases) {
    routes.push_back(http::write_route<RunView, QuestPath, http::None, StartBody>(
        start_spec(),
        [&start = use_cases.start_run](StartCall const& call, Transaction& transaction) {
            return start(transaction, command_of(call));
        }
    ));
    add_reads(routes, use_cases.read_runs);
    auto& change = use_cases.change_run;
    add_change(routes, change, change_spec("pause", "Stop the clock"), RunChange::pause);
    add_change(routes, change, change_spec("resume", "Go on playing"), RunChange::resume);
    add_change(routes, change, change_spec("abandon", "Give the run up"), RunChange::abandon);
    add_change(routes, change, change_spec("finish", "End a passed run"), RunChange::finish);
}

} // namespace qc::runs

// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/errors.hpp"
#include "quests/domain/write_errors.hpp"
#include "quests/http/authoring_parts.hpp"
#include "quests/http/submissions.hpp"
#include "quests/quests.hpp"

#include <algorithm>

namespace qc::quests {
namespace {

using http::Call;
using http::None;

struct PointsPath {
    QuestId quest_id;
};
BOOST_DESCRIBE_STRUCT(PointsPath, (), (quest_id))

struct PointPath {
    QuestId quest_id;
    PointId point_id;
};
BOOST_DESCRIBE_STRUCT(PointPath, (), (quest_id, point_id))

/// The id stands in the path, so that nothing is missing without one.
struct PointEdit : PointPatch {};
BOOST_DESCRIBE_STRUCT(PointEdit, (PointPatch), ())

struct PointList {
    bool success = true;
    std::vector<PointAdminView> points;
    std::int32_t total = 0;
};
BOOST_DESCRIBE_STRUCT(PointList, (), (success, points, total))

struct PointWritten {
    bool success = true;
    std::string message;
    PointId point_id;
    PointAdminView point;
    contract::Omissible<std::vector<std::string>> warnings;
};
BOOST_DESCRIBE_STRUCT(PointWritten, (), (success, message, point_id, point, warnings))

struct PointDeleted {
    bool success = true;
    std::string message;
    PointId point_id;
};
BOOST_DESCRIBE_STRUCT(PointDeleted, (), (success, message, point_id))

struct QrView {
    PointId point_id;
    std::string payload;
};
BOOST_DESCRIBE_STRUCT(QrView, (), (point_id, payload))

using ListCall = Call<PointsPath>;
using AddCall = Call<PointsPath, None, PointInput>;
template <class Body>
using EditCall = Call<PointPath, None, Body>;
using PointCall = Call<PointPath>;

http::RouteSpec spec(http::Method method, std::string path, std::string summary) {
    return {
        .method = method,
        .path = "/api/v1/quests/{questId}/points" + path,
        .summary = std::move(summary),
        .tag = "Quest points",
        .access = may_write(),
        .errors = change_errors()
    };
}

http::RouteSpec upload(http::RouteSpec wanted) {
    wanted.body_limit_bytes = http::quest_upload_limit_bytes;
    wanted.deadline = std::chrono::seconds{60};
    return wanted;
}

http::RouteSpec list_spec() {
    auto wanted = spec(http::Method::get, "", "Points of a quest with their secrets");
    wanted.access = http::may_any({access::Permission::create_quests,
                                   access::Permission::edit_quests,
                                   access::Permission::moderate_quests})
                        .where("with create_quests alone: own quests");
    wanted.errors = {&quest_not_found};
    return wanted;
}

Task<Result<PointList>> list(AuthoringRoutes const& parts, ListCall const& call) {
    QC_TRY(auto const details, co_await parts.reading.admin(call.caller(), call.path.quest_id));
    PointList view;
    view.points = point_admin_views(parts.files, details);
    view.total = static_cast<std::int32_t>(view.points.size());
    co_return view;
}

/// The answer to a point that was written, as the transaction sees it.
struct Written {
    access::Caller const& caller;
    Authored const& quest;
    PointId point;
    std::string_view verb;
};

Task<Result<PointWritten>>
written(AuthoringRoutes const& parts, Transaction& transaction, Written const& what) {
    auto const viewer = parts.reading.viewer(what.caller);
    auto const details = co_await parts.queries.full(transaction, what.quest.quest.id, viewer);
    PointWritten view;
    view.message = "Quest point " + std::string(what.verb) + " successfully";
    view.point_id = what.point;
    auto const points = point_admin_views(parts.files, details.value());
    auto const found = std::ranges::find(points, what.point, &PointAdminView::id);
    if (found == points.end()) co_return point_not_found;
    view.point = *found;
    view.warnings = warnings_view(what.quest.warnings);
    co_return view;
}

/// The point that is new: ids only grow.
PointId newest(AuthoredQuest const& quest) {
    auto const by_id = [](AuthoredPoint const& one, AuthoredPoint const& other) {
        return one.id < other.id;
    };
    return std::ranges::max_element(quest.points, by_id)->id.value();
}

Task<Result<StagedSubmission>> stage_new(AuthoringRoutes const& parts, AddCall const& call) {
    Editing const editing{call.caller(), call.path.quest_id};
    co_return co_await parts.authoring.stage(editing, submission_of(call.body, std::nullopt));
}

Task<Result<PointWritten>>
add(AuthoringRoutes const& parts,
    AddCall const& call,
    StagedSubmission const& staged,
    Transaction& transaction) {
    Editing const editing{call.caller(), call.path.quest_id};
    QC_TRY(auto const quest, co_await parts.authoring.edit(transaction, editing, staged));
    Written const what{call.caller(), quest, newest(quest.quest), "created"};
    co_return co_await written(parts, transaction, what);
}

template <class Body>
Task<Result<StagedSubmission>> stage(AuthoringRoutes const& parts, EditCall<Body> const& call) {
    Editing const editing{call.caller(), call.path.quest_id};
    co_return co_await parts.authoring.stage(editing, submission_of(call.body, call.path.point_id));
}

template <class Body>
Task<Result<PointWritten>> edit(
    AuthoringRoutes const& parts,
    EditCall<Body> const& call,
    StagedSubmission const& staged,
    Transaction& transaction
) {
    QC_TRY(auto const seen, seen_version(call.request));
    Editing const editing{call.caller(), call.path.quest_id, seen};
    QC_TRY(auto const quest, co_await parts.authoring.edit(transaction, editing, staged));
    Written const what{call.caller(), quest, call.path.point_id, "updated"};
    co_return co_await written(parts, transaction, what);
}

Task<Result<PointDeleted>>
remove(AuthoringRoutes const& parts, PointCall const& call, Transaction& transaction) {
    StagedSubmission staged;
    staged.change.points.emplace_back();
    staged.change.points.front().id = call.path.point_id;
    staged.change.points.front().is_delete = true;
    Editing const editing{call.caller(), call.path.quest_id};
    QC_CHECK(co_await parts.authoring.edit(transaction, editing, std::move(staged)));
    PointDeleted view;
    view.point_id = call.path.point_id;
    view.message =
        "Quest point " + std::to_string(call.path.point_id.value) + " deleted successfully";
    co_return view;
}

Task<Result<QrView>>
qr(AuthoringRoutes const& parts, PointCall const& call, bool renew, Transaction& transaction) {
    Editing const editing{call.caller(), call.path.quest_id};
    QC_TRY(
        auto const code,
        co_await parts.authoring.qr_code(transaction, editing, call.path.point_id, renew)
    );
    QrView view{code.point, code.payload};
    co_return view;
}

template <class Body>
http::Route edit_route(AuthoringRoutes const& parts, http::Method method, std::string summary) {
    return http::staged_route<PointWritten, StagedSubmission, PointPath, None, Body>(
        upload(spec(method, "/{pointId}", std::move(summary))),
        [parts](EditCall<Body> const& call) { return stage(parts, call); },
        [parts](
            EditCall<Body> const& call, StagedSubmission const& staged, Transaction& transaction
        ) { return edit(parts, call, staged, transaction); }
    );
}

http::Route qr_route(AuthoringRoutes const& parts, http::Method method, bool renew) {
    auto const* const summary =
        renew ? "Replace the secret of a printed code" : "What the printed code of a point says";
    return http::write_route<QrView, PointPath>(
        spec(method, "/{pointId}/qr", summary),
        [parts, renew](PointCall const& call, Transaction& transaction) {
            return qr(parts, call, renew, transaction);
        }
    );
}

} // namespace

void add_point_routes(http::Routes& routes, AuthoringRoutes const& parts) {
    routes.push_back(http::plain_route<PointList, PointsPath>(
        list_spec(), [parts](ListCall const& call) { return list(parts, call); }
    ));
    auto add_spec = upload(spec(http::Method::post, "", "Add a point"));
    add_spec.success = 201;
    routes.push_back(
        http::staged_route<PointWritten, StagedSubmission, PointsPath, None, PointInput>(
            std::move(add_spec),
            [parts](AddCall const& call) { return stage_new(parts, call); },
            [parts](AddCall const& call, StagedSubmission const& staged, Transaction& transaction) {
                return add(parts, call, staged, transaction);
            }
        )
    );
    routes.push_back(edit_route<PointInput>(parts, http::Method::put, "Replace a point"));
    routes.push_back(edit_route<PointEdit>(parts, http::Method::patch, "Change a point"));
    routes.push_back(http::write_route<PointDeleted, PointPath>(
        spec(http::Method::delete_, "/{pointId}", "Delete a point"),
        [parts](PointCall const& call, Transaction& transaction) {
            return remove(parts, call, transaction);
        }
    ));
    routes.push_back(qr_route(parts, http::Method::get, false));
    routes.push_back(qr_route(parts, http::Method::post, true));
}

} // namespace qc::quests

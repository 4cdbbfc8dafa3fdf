// SPDX-License-Identifier: Apache-2.0
#include "quests/http/authoring_parts.hpp"
#include "quests/http/submissions.hpp"

namespace qc::quests {
namespace {

using http::Call;
using http::None;
using http::Reply;

struct QuestUpdated {
    std::string message = "Quest updated successfully";
    QuestId quest_id;
    QuestShortView quest;
};
BOOST_DESCRIBE_STRUCT(QuestUpdated, (), (message, quest_id, quest))

using NewQuest = Call<None, None, QuestInput>;
template <class Body>
using Change = Call<QuestPath, None, Body>;

/// Uploads may come with a quest, so it has their time and size.
http::RouteSpec upload(http::RouteSpec spec) {
    spec.tag = "Quests";
    spec.access = may_write();
    spec.errors = change_errors();
    spec.body_limit_bytes = http::quest_upload_limit_bytes;
    spec.deadline = std::chrono::seconds{60};
    return spec;
}

http::RouteSpec create_spec() {
    return upload(
        {.method = http::Method::post,
         .path = "/api/v1/quests",
         .summary = "Make a quest with its points and merch",
         .tag = {},
         .access = may_write(),
         .success = 201,
         .idempotent = true}
    );
}

http::RouteSpec admin_create_spec() {
    return upload(
        {.method = http::Method::post,
         .path = "/api/v1/quests/admin/create",
         .summary = "Make a quest; short answer",
         .tag = {},
         .access = may_write(),
         .idempotent = true}
    );
}

http::RouteSpec patch_spec() {
    return upload(
        {.method = http::Method::patch,
         .path = "/api/v1/quests/{id}",
         .summary = "Change parts of a quest",
         .tag = {},
         .access = may_write()}
    );
}

http::RouteSpec put_spec() {
    return upload(
        {.method = http::Method::put,
         .path = "/api/v1/quests/admin/update/{id}",
         .summary = "Replace a quest",
         .tag = {},
         .access = may_write()}
    );
}

http::Fields etag(AuthoredQuest const& quest) {
    http::Fields fields;
    fields.emplace_back("ETag", '"' + std::to_string(quest.version) + '"');
    return fields;
}

Task<Result<StagedSubmission>> stage_new(AuthoringRoutes const& parts, NewQuest const& call) {
    co_return co_await parts.authoring.stage_new(call.caller().user, submission_of(call.body));
}

Task<Result<Reply<QuestAdminView>>> create(
    AuthoringRoutes const& parts,
    NewQuest const& call,
    StagedSubmission const& staged,
    Transaction& transaction
) {
    QC_TRY(auto const made, co_await parts.authoring.create(transaction, call.caller(), staged));
    auto const viewer = parts.reading.viewer(call.caller());
    auto const details = co_await parts.queries.full(transaction, made.quest.id, viewer);
    Reply<QuestAdminView> reply{
        quest_admin_view(parts.files, details.value(), made.warnings), 0, etag(made.quest)
    };
    co_return reply;
}

Task<Result<QuestShortView>> create_short(
    AuthoringRoutes const& parts,
    NewQuest const& call,
    StagedSubmission const& staged,
    Transaction& transaction
) {
    QC_TRY(auto const made, co_await parts.authoring.create(transaction, call.caller(), staged));
    auto view = short_view(parts.files, made.quest);
    view.warnings = warnings_view(made.warnings);
    co_return view;
}

template <class Body>
Task<Result<StagedSubmission>> stage(AuthoringRoutes const& parts, Change<Body> const& call) {
    Editing const editing{call.caller(), call.path.id};
    co_return co_await parts.authoring.stage(editing, submission_of(call.body));
}

template <class Body>
Task<Result<Authored>> change(
    AuthoringRoutes const& parts,
    Change<Body> const& call,
    StagedSubmission const& staged,
    Transaction& transaction
) {
    QC_TRY(auto const seen, seen_version(call.request));
    Editing const editing{call.caller(), call.path.id, seen};
    co_return co_await parts.authoring.edit(transaction, editing, staged);
}

QuestShortView changed_view(AuthoringRoutes const& parts, Authored const& changed) {
    auto view = short_view(parts.files, changed.quest);
    view.message = std::string("Quest updated successfully");
    view.warnings = warnings_view(changed.warnings);
    return view;
}

Task<Result<Reply<QuestShortView>>> patch(
    AuthoringRoutes const& parts,
    Change<QuestPatch> const& call,
    StagedSubmission const& staged,
    Transaction& transaction
) {
    QC_TRY(auto const changed, co_await change(parts, call, staged, transaction));
    Reply<QuestShortView> reply{changed_view(parts, changed), 0, etag(changed.quest)};
    co_return reply;
}

Task<Result<Reply<QuestUpdated>>>
put(AuthoringRoutes const& parts,
    Change<QuestInput> const& call,
    StagedSubmission const& staged,
    Transaction& transaction) {
    QC_TRY(auto const changed, co_await change(parts, call, staged, transaction));
    QuestUpdated view;
    view.quest_id = changed.quest.id;
    view.quest = changed_view(parts, changed);
    Reply<QuestUpdated> reply{std::move(view), 0, etag(changed.quest)};
    co_return reply;
}

} // namespace

void add_authoring_routes(http::Routes& routes, AuthoringRoutes const& parts) {
    auto const with_new = [parts](auto handle) {
        return [parts, handle](
                   NewQuest const& call, StagedSubmission const& staged, Transaction& transaction
               ) { return handle(parts, call, staged, transaction); };
    };
    auto const stage_quest = [parts](NewQuest const& call) { return stage_new(parts, call); };
    routes.push_back(
        http::staged_route<Reply<QuestAdminView>, StagedSubmission, None, None, QuestInput>(
            create_spec(), stage_quest, with_new(create)
        )
    );
    routes.push_back(http::staged_route<QuestShortView, StagedSubmission, None, None, QuestInput>(
        admin_create_spec(), stage_quest, with_new(create_short)
    ));
    routes.push_back(
        http::staged_route<Reply<QuestShortView>, StagedSubmission, QuestPath, None, QuestPatch>(
            patch_spec(),
            [parts](Change<QuestPatch> const& call) { return stage(parts, call); },
            [parts](
                Change<QuestPatch> const& call,
                StagedSubmission const& staged,
                Transaction& transaction
            ) { return patch(parts, call, staged, transaction); }
        )
    );
    routes.push_back(
        http::staged_route<Reply<QuestUpdated>, StagedSubmission, QuestPath, None, QuestInput>(
            put_spec(),
            [parts](Change<QuestInput> const& call) { return stage(parts, call); },
            [parts](
                Change<QuestInput> const& call,
                StagedSubmission const& staged,
                Transaction& transaction
            ) { return put(parts, call, staged, transaction); }
        )
    );
}

} // namespace qc::quests

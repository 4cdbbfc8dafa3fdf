// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/write_errors.hpp"
#include "quests/http/authoring_parts.hpp"
#include "quests/quests.hpp"

namespace qc::quests {
namespace {

using access::Permission;
using http::Call;
using http::None;

struct RejectBody {
    contract::RawText<1, 1000> reason;
};
BOOST_DESCRIBE_STRUCT(RejectBody, (), (reason))

struct QuestDeleted {
    std::string message = "Quest deleted successfully";
    QuestId quest_id;
};
BOOST_DESCRIBE_STRUCT(QuestDeleted, (), (message, quest_id))

using QuestCall = Call<QuestPath>;

http::RouteSpec step_spec(std::string name, std::string summary, http::Access access) {
    return {
        .method = http::Method::post,
        .path = "/api/v1/quests/{id}/" + name,
        .summary = std::move(summary),
        .tag = "Quest lifecycle",
        .access = std::move(access),
        .errors = {&quest_not_found, &invalid_state, &quest_not_publishable}
    };
}

http::RouteSpec delete_spec(std::string path) {
    return {
        .method = http::Method::delete_,
        .path = std::move(path),
        .summary = "Delete a quest that nobody has played, bought or ordered from",
        .tag = "Quest lifecycle",
        .access = http::may_any({Permission::create_quests, Permission::delete_quests})
                      .where("delete_quests, or the author while it was never published"),
        .errors = {&quest_not_found, &quest_has_history}
    };
}

Task<Result<QuestShortView>>
take_step(AuthoringRoutes const& parts, Transaction& transaction, QuestLifecycle::Command command) {
    QC_TRY(auto const quest, co_await parts.lifecycle.take_step(transaction, std::move(command)));
    co_return short_view(parts.files, quest);
}

http::Route step_route(AuthoringRoutes const& parts, http::RouteSpec spec, Step step) {
    return http::write_route<QuestShortView, QuestPath>(
        std::move(spec),
        [parts, step](QuestCall const& call, Transaction& transaction) {
            return take_step(parts, transaction, {call.caller(), call.path.id, step});
        }
    );
}

http::Route reject_route(AuthoringRoutes const& parts) {
    return http::write_route<QuestShortView, QuestPath, None, RejectBody>(
        step_spec(
            "reject", "Send a quest back to its author", http::may(Permission::moderate_quests)
        ),
        [parts](Call<QuestPath, None, RejectBody> const& call, Transaction& transaction) {
            return take_step(
                parts,
                transaction,
                {call.caller(), call.path.id, Step::reject, call.body.reason.value}
            );
        }
    );
}

Task<Result<QuestDeleted>>
remove(AuthoringRoutes const& parts, QuestCall const& call, Transaction& transaction) {
    QC_CHECK(co_await parts.lifecycle.remove(transaction, call.caller(), call.path.id));
    QuestDeleted view;
    view.quest_id = call.path.id;
    co_return view;
}

http::Access may_archive() {
    return http::may_any(
               {Permission::create_quests, Permission::edit_quests, Permission::moderate_quests}
    )
        .where("edit_quests or moderate_quests, or the author holding create_quests");
}

} // namespace

void add_lifecycle_routes(http::Routes& routes, AuthoringRoutes const& parts) {
    auto submit = step_spec("submit", "Hand a draft in for publication", may_write());
    submit.access.ownership = "the author, or edit_quests";
    routes.push_back(step_route(parts, std::move(submit), Step::submit));
    routes.push_back(step_route(
        parts,
        step_spec("publish", "Publish a quest", http::may(Permission::moderate_quests)),
        Step::publish
    ));
    routes.push_back(reject_route(parts));
    routes.push_back(
        step_route(parts, step_spec("archive", "Archive a quest", may_archive()), Step::archive)
    );
    routes.push_back(step_route(
        parts, step_spec("restore", "Publish an archived quest again", may_archive()), Step::restore
    ));
    routes.push_back(http::write_route<QuestDeleted, QuestPath>(
        delete_spec("/api/v1/quests/admin/delete/{id}"),
        [parts](QuestCall const& call, Transaction& transaction) {
            return remove(parts, call, transaction);
        }
    ));
    auto bare = delete_spec("/api/v1/quests/{id}");
    bare.success = 204;
    routes.push_back(http::write_route<Nothing, QuestPath>(
        std::move(bare),
        [parts](QuestCall const& call, Transaction& transaction) {
            return parts.lifecycle.remove(transaction, call.caller(), call.path.id);
        }
    ));
}

} // namespace qc::quests

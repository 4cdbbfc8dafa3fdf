// SPDX-License-Identifier: Apache-2.0
#include "core/retry_transaction.hpp"
#include "quests/domain/write_errors.hpp"
#include "quests/http/authoring_parts.hpp"

#include <array>

namespace qc::quests {

enum class BulkAction { activate, deactivate, remove };

struct BulkFields {
    std::optional<BulkAction> action;
    std::optional<contract::List<QuestId, 1, 200>> quest_ids;
};
BOOST_DESCRIBE_STRUCT(BulkFields, (), (action, quest_ids))

/// The fields, or the bare list of ids.
struct BulkBody {
    BulkFields fields;
};

} // namespace qc::quests

namespace qc::contract {

template <>
struct EnumNames<quests::BulkAction> {
    static constexpr std::array<std::pair<quests::BulkAction, std::string_view>, 3> value{
        {{quests::BulkAction::activate, "activate"},
         {quests::BulkAction::deactivate, "deactivate"},
         {quests::BulkAction::remove, "delete"}}
    };
};

template <>
struct Codec<quests::BulkBody> {
    static std::optional<quests::BulkBody> decode(Input const& input) {
        quests::BulkBody body;
        if (input.value.list()) {
            auto ids = Codec<List<QuestId, 1, 200>>::decode(input);
            if (!ids) return std::nullopt;
            body.fields.quest_ids = *std::move(ids);
            return body;
        }
        auto fields = Codec<quests::BulkFields>::decode(input);
        if (!fields) return std::nullopt;
        body.fields = *std::move(fields);
        return body;
    }

    static boost::json::object schema(SchemaScope scope) {
        return any_of(
            codec_schema<quests::BulkFields>(scope), codec_schema<List<QuestId, 1, 200>>(scope)
        );
    }
};

} // namespace qc::contract

namespace qc::quests {
namespace {

using access::Permission;

struct BulkQuery {
    std::optional<BulkAction> action;
    std::optional<contract::CommaList<QuestId, 200>> quest_ids;
};
BOOST_DESCRIBE_STRUCT(BulkQuery, (), (action, quest_ids))

struct BulkResult {
    QuestId quest_id;
    std::string status;
    contract::Omissible<std::string> code;
    contract::Omissible<std::string> message;
};
BOOST_DESCRIBE_STRUCT(BulkResult, (), (quest_id, status, code, message))

struct BulkResults {
    BulkAction action;
    std::vector<BulkResult> results;
};
BOOST_DESCRIBE_STRUCT(BulkResults, (), (action, results))

using BulkCall = http::Call<http::None, BulkQuery, BulkBody>;

struct BulkOrder {
    BulkAction action;
    std::vector<QuestId> quests;
};

Result<BulkOrder> order_of(BulkCall const& call) {
    auto const action = call.body.fields.action ? call.body.fields.action : call.query.action;
    std::vector<Problem> problems;
    auto const missing = [&](std::string_view key) {
        std::vector<PlaceStep> where{std::string("body"), std::string(key)};
        problems.push_back({std::move(where), "Field required", "missing"});
    };
    BulkOrder order{action.value_or(BulkAction::activate), {}};
    if (!action) missing("action");
    if (call.body.fields.quest_ids)
        order.quests = *call.body.fields.quest_ids;
    else if (call.query.quest_ids)
        order.quests = *call.query.quest_ids;
    if (order.quests.empty()) missing("questIds");
    if (!problems.empty()) return invalid_input(std::move(problems));
    return order;
}

std::string_view done_text(BulkAction action) {
    switch (action) {
    case BulkAction::activate:
        return "activated";
    case BulkAction::deactivate:
        return "deactivated";
    case BulkAction::remove:
        return "deleted";
    }
    throw std::logic_error("an action that is none");
}

struct OneAction {
    access::Caller const& caller;
    BulkAction action;
    QuestId quest;
};

Task<Result<Nothing>>
act(QuestLifecycle& lifecycle, Transaction& transaction, OneAction const& one) {
    switch (one.action) {
    case BulkAction::activate:
        co_return co_await lifecycle.activate(transaction, one.caller, one.quest);
    case BulkAction::remove:
        co_return co_await lifecycle.remove(transaction, one.caller, one.quest);
    case BulkAction::deactivate:
        break;
    }
    QuestLifecycle::Command const command{one.caller, one.quest, Step::archive};
    QC_CHECK(co_await lifecycle.take_step(transaction, command));
    co_return nothing;
}

/// Nullopt when the database asks for another try.
Task<std::optional<Result<Nothing>>> try_once(AuthoringRoutes const& parts, OneAction const& one) {
    try {
        auto const transaction = co_await parts.transactions.begin();
        auto outcome = co_await act(parts.lifecycle, *transaction, one);
        if (outcome) co_await transaction->commit();
        co_return outcome;
    } catch (RetryTransaction const&) {
    }
    co_return std::nullopt;
}

Task<BulkResult> run_one(AuthoringRoutes const& parts, OneAction const& one) {
    constexpr int max_attempts = 5;
    std::optional<Result<Nothing>> outcome;
    for (int attempt = 0; attempt < max_attempts && !outcome; ++attempt)
        outcome = co_await try_once(parts, one);
    BulkResult result{one.quest, std::string(done_text(one.action)), {}, {}};
    if (outcome && *outcome) co_return result;
    ErrorCode const& refusal = outcome ? *outcome->error().code : concurrent_update;
    result.status = "error";
    result.code = std::string(refusal.code);
    result.message = std::string(refusal.message);
    co_return result;
}

Task<Result<BulkResults>> run(AuthoringRoutes const& parts, BulkCall const& call) {
    QC_TRY(auto const order, order_of(call));
    BulkResults view{order.action, {}};
    for (auto const quest : order.quests) {
        OneAction const one{call.caller(), order.action, quest};
        view.results.push_back(co_await run_one(parts, one));
    }
    co_return view;
}

} // namespace

void add_bulk_routes(http::Routes& routes, AuthoringRoutes const& parts) {
    http::RouteSpec spec{
        .method = http::Method::post,
        .path = "/api/v1/quests/admin/bulk-action",
        .summary = "Activate, deactivate or delete up to 200 quests, each for itself",
        .tag = "Quest lifecycle",
        .access = http::may_any({Permission::create_quests,
                                 Permission::edit_quests,
                                 Permission::delete_quests,
                                 Permission::moderate_quests})
                      .where("each quest as its single route says"),
        .deadline = std::chrono::seconds{60},
        .priority = http::Priority::write
    };
    routes.push_back(http::plain_route<BulkResults, http::None, BulkQuery, BulkBody>(
        std::move(spec), [parts](BulkCall const& call) { return run(parts, call); }
    ));
}

} // namespace qc::quests

// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"
#include "wallets/domain/errors.hpp"
#include "wallets/http/inputs.hpp"
#include "wallets/http/routes.hpp"
#include "wallets/http/views.hpp"

#include <array>

namespace qc::wallets {
namespace {

using access::Permission;

enum class Method { credits };

struct QuestPath {
    QuestId id;
};

BOOST_DESCRIBE_STRUCT(QuestPath, (), (id))

struct PurchaseBody {
    std::optional<Method> method;
};

BOOST_DESCRIBE_STRUCT(PurchaseBody, (), (method))

http::RouteSpec purchase_spec() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/quests/{id}/purchase",
        .summary = "Buy a quest with credits",
        .tag = "wallet",
        .access = http::may(Permission::view_quests),
        .errors =
            {&quests::quest_not_found,
             &already_purchased,
             &insufficient_credits,
             &subscription_required},
        .success = 201,
        .rate = http::RateClass::money,
        .idempotent = true
    };
}

http::RouteSpec purchases_spec() {
    return {
        .path = "/api/v1/purchases",
        .summary = "The caller's purchases, newest first",
        .tag = "wallet",
        .access = http::may(Permission::view_own_profile).where("own")
    };
}

} // namespace
} // namespace qc::wallets

template <>
struct qc::contract::EnumNames<qc::wallets::Method> {
    static constexpr std::array value{
        std::pair{qc::wallets::Method::credits, std::string_view("credits")}
    };
};

namespace qc::wallets {

void add_purchase_routes(http::Routes& routes, UseCases use_cases) {
    using Buy = http::Call<QuestPath, http::None, PurchaseBody>;
    routes.push_back(http::write_route<BoughtView, QuestPath, http::None, PurchaseBody>(
        purchase_spec(),
        [&buy = use_cases.buy_quest](Buy const& call, Transaction& transaction) {
            return buy(transaction, call.caller().user, call.path.id);
        }
    ));
    using List = http::Call<http::None, PageQuery>;
    routes.push_back(http::plain_route<Page<PurchaseView>, http::None, PageQuery>(
        purchases_spec(),
        [&queries = use_cases.queries](List const& call) -> Task<Result<Page<PurchaseView>>> {
            co_return co_await queries.purchases(call.caller().user, call.query.request());
        }
    ));
}

} // namespace qc::wallets

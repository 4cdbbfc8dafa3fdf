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

enum class Kind {
    opening,
    grant,
    adjustment,
    reward,
    purchase,
    refund,
    transfer_in,
    transfer_out,
    hint,
    merch,
    subscription
};

struct EntriesQuery : PageQuery {
    std::optional<Kind> kind;
    std::optional<Instant> from;
    std::optional<Instant> to;
};

BOOST_DESCRIBE_STRUCT(EntriesQuery, (PageQuery), (kind, from, to))

struct UserPath {
    UserId user_id;
};

BOOST_DESCRIBE_STRUCT(UserPath, (), (user_id))

struct TransferBody {
    std::optional<UserId> recipient_id;
    std::optional<contract::Text<3, 254>> recipient_email;
    std::optional<contract::Text<1, 16>> recipient_username;
    contract::Int<1, 10'000> amount;
    std::optional<contract::Text<0, 256>> message;
};

BOOST_DESCRIBE_STRUCT(
    TransferBody, (), (recipient_id, recipient_email, recipient_username, amount, message)
)

struct SubscriptionBody {
    contract::Int<1, 12> months;
};

BOOST_DESCRIBE_STRUCT(SubscriptionBody, (), (months))

struct GrantBody {
    UserId user_id;
    contract::Int<-1'000'000, 1'000'000> amount;
    contract::Text<1, 256> reason;
};

BOOST_DESCRIBE_STRUCT(GrantBody, (), (user_id, amount, reason))

http::RouteSpec read_spec(std::string path, std::string summary, http::Access access) {
    return {
        .path = "/api/v1/wallet" + std::move(path),
        .summary = std::move(summary),
        .tag = "wallet",
        .access = std::move(access),
        .errors = {&user_not_found}
    };
}

http::RouteSpec money_spec(std::string path, std::string summary, Permission permission) {
    return {
        .method = http::Method::post,
        .path = "/api/v1/wallet" + std::move(path),
        .summary = std::move(summary),
        .tag = "wallet",
        .access = http::may(permission),
        .errors = {&insufficient_credits, &invalid_state},
        .success = 201,
        .rate = http::RateClass::money,
        .idempotent = true
    };
}

http::RouteSpec transfer_spec() {
    auto spec =
        money_spec("/transfers", "Send credits to another user", Permission::edit_own_profile);
    spec.errors.insert(spec.errors.end(), {&self_transfer, &recipient_not_eligible});
    return spec;
}

http::RouteSpec grant_spec() {
    auto spec =
        money_spec("/grants", "Give or take credits as staff", Permission::edit_user_profiles);
    spec.access = std::move(spec.access).where("not for self unless ADMIN");
    spec.errors.push_back(&user_not_found);
    // Staff have their own limit; the tight one is for players who spend.
    spec.rate = http::RateClass::general;
    spec.priority = http::Priority::money;
    return spec;
}

http::Access own() {
    return http::may(Permission::view_own_profile).where("own");
}

http::Access of_others() {
    return http::may(Permission::edit_user_profiles).where("not for self unless ADMIN");
}

} // namespace
} // namespace qc::wallets

template <>
struct qc::contract::EnumNames<qc::wallets::Kind> {
    using enum qc::wallets::Kind;
    static constexpr std::array value{
        std::pair{opening, std::string_view("opening")},
        std::pair{grant, std::string_view("grant")},
        std::pair{adjustment, std::string_view("adjustment")},
        std::pair{reward, std::string_view("reward")},
        std::pair{purchase, std::string_view("purchase")},
        std::pair{refund, std::string_view("refund")},
        std::pair{transfer_in, std::string_view("transfer_in")},
        std::pair{transfer_out, std::string_view("transfer_out")},
        std::pair{hint, std::string_view("hint")},
        std::pair{merch, std::string_view("merch")},
        std::pair{subscription, std::string_view("subscription")},
    };
};

template <>
struct qc::contract::Rules<qc::wallets::TransferBody> {
    static void check(qc::wallets::TransferBody const& body, Input const& input) {
        auto const given = int{body.recipient_id.has_value()} +
                           int{body.recipient_email.has_value()} +
                           int{body.recipient_username.has_value()};
        if (given == 1) return;
        input.refuse_member(
            "recipientId", "Exactly one of recipientId, recipientEmail, recipientUsername is due"
        );
    }
};

template <>
struct qc::contract::Rules<qc::wallets::GrantBody> {
    static void check(qc::wallets::GrantBody const& body, Input const& input) {
        if (body.amount.value == 0) input.refuse_member("amount", "Amount must not be 0");
    }
};

namespace qc::wallets {
namespace {

using Entries = Page<EntryView>;

EntryFilter filter_of(EntriesQuery const& query) {
    EntryFilter filter{std::nullopt, query.from, query.to};
    if (query.kind) filter.kind = std::string(contract::enum_name(*query.kind));
    return filter;
}

template <class T>
std::optional<std::string> text_of(std::optional<T> const& text) {
    if (!text) return std::nullopt;
    return text->value;
}

Task<Result<WalletView>> wallet_of(WalletQueries& queries, UserId user) {
    auto found = co_await queries.wallet(user);
    if (!found) co_return user_not_found;
    co_return *std::move(found);
}

Task<Result<Entries>> entries_of(WalletQueries& queries, UserId user, EntriesQuery query) {
    auto filter = filter_of(query);
    auto found = co_await queries.entries(user, std::move(filter), query.request());
    if (!found) co_return user_not_found;
    co_return *std::move(found);
}

void add_reads(http::Routes& routes, WalletQueries& queries) {
    routes.push_back(http::plain_route<WalletView>(
        read_spec("", "The caller's balance and subscription", own()),
        [&queries](http::Call<> const& call) { return wallet_of(queries, call.caller().user); }
    ));
    routes.push_back(http::plain_route<Entries, http::None, EntriesQuery>(
        read_spec("/entries", "The caller's entries, newest first", own()),
        [&queries](http::Call<http::None, EntriesQuery> const& call) {
            return entries_of(queries, call.caller().user, call.query);
        }
    ));
    routes.push_back(http::plain_route<WalletView, UserPath>(
        read_spec("/{userId}", "Balance of a user", of_others()),
        [&queries](http::Call<UserPath> const& call) -> Task<Result<WalletView>> {
            QC_CHECK(check_may_manage(call.caller(), call.path.user_id));
            co_return co_await wallet_of(queries, call.path.user_id);
        }
    ));
    routes.push_back(http::plain_route<Entries, UserPath, EntriesQuery>(
        read_spec("/{userId}/entries", "Entries of a user", of_others()),
        [&queries](http::Call<UserPath, EntriesQuery> const& call) -> Task<Result<Entries>> {
            QC_CHECK(check_may_manage(call.caller(), call.path.user_id));
            co_return co_await entries_of(queries, call.path.user_id, call.query);
        }
    ));
}

template <class Body>
using BodyCall = http::Call<http::None, http::None, Body>;

TransferCredits::Command command_of(BodyCall<TransferBody> const& call) {
    auto const& body = call.body;
    RecipientKey recipient{
        body.recipient_id, text_of(body.recipient_email), text_of(body.recipient_username)
    };
    return {
        call.caller().user, std::move(recipient), body.amount, text_of(body.message).value_or("")
    };
}

} // namespace

void add_wallet_routes(http::Routes& routes, UseCases use_cases) {
    add_reads(routes, use_cases.queries);
    routes.push_back(http::write_route<MovementView, http::None, http::None, TransferBody>(
        transfer_spec(),
        [&transfer = use_cases.transfer_credits](
            BodyCall<TransferBody> const& call, Transaction& transaction
        ) { return transfer(transaction, command_of(call)); }
    ));
    auto subscription =
        money_spec("/subscription", "Extend the subscription", Permission::edit_own_profile);
    routes.push_back(http::write_route<SubscriptionView, http::None, http::None, SubscriptionBody>(
        std::move(subscription),
        [&subscribe = use_cases.subscribe](
            BodyCall<SubscriptionBody> const& call, Transaction& transaction
        ) { return subscribe(transaction, call.caller().user, call.body.months); }
    ));
    routes.push_back(http::write_route<MovementView, http::None, http::None, GrantBody>(
        grant_spec(),
        [&grant =
             use_cases.grant_credits](BodyCall<GrantBody> const& call, Transaction& transaction) {
            GrantCredits::Command command{
                call.body.user_id, call.body.amount, call.body.reason.value
            };
            return grant(transaction, call.caller(), std::move(command));
        }
    ));
}

} // namespace qc::wallets

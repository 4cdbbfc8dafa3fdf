// SPDX-License-Identifier: Apache-2.0
#include "wallets/postgres/wallet_queries.hpp"

#include "pg/rows.hpp"
#include "sql/wallets.hpp"

#include <boost/describe/class.hpp>

namespace qc::wallets {
namespace {

using pg::parameters;
using pg::Query;

struct WalletRow {
    std::int32_t balance = 0;
    std::optional<Instant> subscription_until;
    std::int64_t pending_rewards = 0;
};

BOOST_DESCRIBE_STRUCT(WalletRow, (), (balance, subscription_until, pending_rewards))

struct EntryRow {
    EntryId id;
    std::string kind;
    std::int32_t amount = 0;
    std::int32_t balance_after = 0;
    std::string description;
    std::optional<QuestId> quest_id;
    std::optional<RunId> run_id;
    Instant created_at;
    std::optional<UserId> counterparty_id;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    std::optional<std::string> avatar_url;
};

BOOST_DESCRIBE_STRUCT(
    EntryRow,
    (),
    (id,
     kind,
     amount,
     balance_after,
     description,
     quest_id,
     run_id,
     created_at,
     counterparty_id,
     first_name,
     last_name,
     avatar_url)
)

struct MovementRow : EntryRow {
    std::int32_t balance = 0;
};

BOOST_DESCRIBE_STRUCT(MovementRow, (EntryRow), (balance))

struct PurchaseRow {
    PurchaseId id;
    QuestId quest_id;
    std::string quest_name;
    std::int32_t price = 0;
    std::string method;
    Instant created_at;
};

BOOST_DESCRIBE_STRUCT(PurchaseRow, (), (id, quest_id, quest_name, price, method, created_at))

EntryView view_of(EntryRow const& row, files::Files const& files) {
    EntryView view{
        row.id,
        row.kind,
        row.amount,
        row.balance_after,
        row.description,
        row.quest_id,
        row.run_id,
        std::nullopt,
        row.created_at
    };
    if (!row.counterparty_id) return view;
    view.counterparty =
        UserRef{*row.counterparty_id, row.first_name.value_or(""), row.last_name.value_or(""), {}};
    if (row.avatar_url) view.counterparty->profile.avatar_url = files.public_url(*row.avatar_url);
    return view;
}

template <class View>
Page<View> empty_page(std::int64_t total, PageRequest const& request) {
    Page<View> page;
    page.total = total;
    page.page = request.page;
    page.size = request.size;
    return page;
}

} // namespace

Task<std::optional<WalletView>> PostgresWalletQueries::wallet(UserId user) {
    auto const rows = co_await database_.read(sql::find_wallet, parameters(user));
    auto const row = pg::row_as<WalletRow>(rows);
    if (!row) co_return std::nullopt;
    co_return WalletView{
        row->balance, row->pending_rewards, row->subscription_until, subscription_price_
    };
}

Task<std::optional<Page<EntryView>>>
PostgresWalletQueries::entries(UserId user, EntryFilter filter, PageRequest page) {
    auto const [kind, from, to] = filter;
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::find_wallet, parameters(user)),
        Query(sql::count_entries, parameters(user, kind, from, to)),
        Query(sql::list_entries, parameters(user, kind, from, to, page.size, page.offset()))
    ));
    if (answers[0].empty()) co_return std::nullopt;
    auto listed = empty_page<EntryView>(pg::only_row<std::int64_t>(answers[1]), page);
    for (auto const& row : pg::rows_as<EntryRow>(answers[2]))
        listed.items.push_back(view_of(row, files_));
    co_return listed;
}

Task<std::optional<MovementView>> PostgresWalletQueries::entry(UserId user, EntryId entry) {
    auto const rows = co_await database_.read(sql::find_entry, parameters(entry, user));
    auto const row = pg::row_as<MovementRow>(rows);
    if (!row) co_return std::nullopt;
    co_return MovementView{view_of(*row, files_), row->balance};
}

Task<Page<PurchaseView>> PostgresWalletQueries::purchases(UserId user, PageRequest page) {
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::count_purchases, parameters(user)),
        Query(sql::list_purchases, parameters(user, page.size, page.offset()))
    ));
    auto listed = empty_page<PurchaseView>(pg::only_row<std::int64_t>(answers[0]), page);
    for (auto const& row : pg::rows_as<PurchaseRow>(answers[1])) {
        listed.items.push_back(
            {row.id, row.quest_id, row.quest_name, row.price, row.method, row.created_at}
        );
    }
    co_return listed;
}

} // namespace qc::wallets

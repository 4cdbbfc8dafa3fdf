// SPDX-License-Identifier: Apache-2.0
#include "wallets/postgres/ledger.hpp"

#include "pg/rows.hpp"
#include "sql/wallets.hpp"
#include "wallets/domain/errors.hpp"

#include <boost/describe/class.hpp>

#include <stdexcept>

namespace qc::wallets {
namespace {

using pg::parameters;
using pg::Query;

struct EntryRow {
    EntryId id;
    std::int32_t balance_after = 0;
};

BOOST_DESCRIBE_STRUCT(EntryRow, (), (id, balance_after))

struct TransferRow : EntryRow {
    EntryId received_id;
};

BOOST_DESCRIBE_STRUCT(TransferRow, (EntryRow), (received_id))

struct WalletRow {
    std::int32_t credits = 0;
    std::optional<Instant> subscription_until;
};

BOOST_DESCRIBE_STRUCT(WalletRow, (), (credits, subscription_until))

struct PurchaseRow {
    PurchaseId id;
    std::string method;
};

BOOST_DESCRIBE_STRUCT(PurchaseRow, (), (id, method))

struct SideRow {
    UserId user_id;
    std::string first_name;
    std::string last_name;
    std::optional<std::string> avatar_url;
    ProfileId profile_id;
    std::int32_t credits = 0;
    bool is_eligible = false;
    bool is_recipient = false;
};

BOOST_DESCRIBE_STRUCT(
    SideRow,
    (),
    (user_id, first_name, last_name, avatar_url, profile_id, credits, is_eligible, is_recipient)
)

struct SentRow {
    std::int64_t amount = 0;
    std::int64_t count = 0;
};

BOOST_DESCRIBE_STRUCT(SentRow, (), (amount, count))

struct RightRow {
    bool purchased = false;
    bool subscribed = false;
};

BOOST_DESCRIBE_STRUCT(RightRow, (), (purchased, subscribed))

PaymentMethod method_from(std::string const& text) {
    if (text == "subscription") return PaymentMethod::subscription;
    return text == "free" ? PaymentMethod::free : PaymentMethod::credits;
}

Recipient recipient_of(SideRow const& row, files::Files const& files) {
    Recipient recipient;
    recipient.user = {row.user_id, row.first_name, row.last_name, {}};
    if (row.avatar_url) recipient.user.profile.avatar_url = files.public_url(*row.avatar_url);
    recipient.profile = row.profile_id;
    recipient.balance = row.credits;
    recipient.is_eligible = row.is_eligible;
    return recipient;
}

Entry entry_of(pg::Rows const& rows) {
    auto const row = pg::only_row<EntryRow>(rows);
    return {row.id, row.balance_after};
}

} // namespace

Query PostgresLedger::move_query(Movement const& movement) const {
    return {
        sql::move,
        parameters(
            movement.user,
            movement.amount,
            movement.kind,
            movement.description,
            movement.quest,
            movement.run,
            movement.created_by,
            clock_.now()
        )
    };
}

Task<Error> PostgresLedger::refusal(Transaction& transaction, Movement movement) {
    auto const held = co_await balance(transaction, movement.user);
    if (!held) co_return Error{&user_not_found};
    if (movement.amount > 0) co_return Error{&invalid_state};
    co_return Error{&insufficient_credits}
        .with("required", -std::int64_t{movement.amount})
        .with("balance", std::int64_t{*held});
}

Task<Result<Entry>> PostgresLedger::move(Transaction& transaction, Movement movement) {
    auto const answers =
        co_await database_.execute_together(transaction, pg::queries(move_query(movement)));
    if (answers[0].empty()) co_return co_await refusal(transaction, movement);
    co_return entry_of(answers[0]);
}

Task<Result<std::optional<Entry>>>
PostgresLedger::reward(Transaction& transaction, Movement movement) {
    auto const found = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::lock_wallet, parameters(movement.user)),
            Query(sql::count_rewards, parameters(movement.user, movement.quest))
        )
    );
    if (pg::only_row<std::int64_t>(found[1]) > 0) co_return std::optional<Entry>{};
    QC_TRY(auto const entry, co_await move(transaction, movement));
    co_return std::optional<Entry>{entry};
}

Task<Right>
PostgresLedger::right(Transaction& transaction, UserId user, QuestId quest, Instant now) {
    auto const rows =
        co_await database_.execute(transaction, sql::find_right, parameters(user, quest, now));
    auto const row = pg::only_row<RightRow>(rows);
    co_return Right{row.purchased, row.subscribed};
}

Task<TransferSides> PostgresLedger::lock_sides(
    Transaction& transaction, UserId sender, RecipientKey recipient, Instant day_start
) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(
                sql::lock_sides,
                parameters(sender, recipient.id, recipient.email, recipient.username)
            ),
            Query(sql::sent_since, parameters(sender, day_start))
        )
    );
    TransferSides sides;
    for (auto const& row : pg::rows_as<SideRow>(answers[0])) {
        if (row.user_id == sender) {
            sides.sender = row.profile_id;
            sides.balance = row.credits;
            sides.is_self = row.is_recipient;
        } else {
            sides.recipient = recipient_of(row, files_);
        }
    }
    auto const sent = pg::only_row<SentRow>(answers[1]);
    sides.sent = {sent.amount, sent.count};
    co_return sides;
}

Task<TransferEntries> PostgresLedger::transfer(Transaction& transaction, Transfer transfer) {
    auto const rows = co_await database_.execute(
        transaction,
        sql::transfer,
        parameters(
            transfer.sender,
            transfer.from,
            transfer.recipient,
            transfer.to,
            transfer.amount,
            transfer.message,
            clock_.now()
        )
    );
    auto const row = pg::only_row<TransferRow>(rows);
    co_return TransferEntries{{row.id, row.balance_after}, row.received_id};
}

Task<BuyerState> PostgresLedger::lock_buyer(Transaction& transaction, UserId user, QuestId quest) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::lock_wallet, parameters(user)),
            Query(sql::find_purchase, parameters(user, quest))
        )
    );
    auto const wallet = pg::only_row<WalletRow>(answers[0]);
    BuyerState state{wallet.credits, wallet.subscription_until, std::nullopt};
    if (auto const earlier = pg::row_as<PurchaseRow>(answers[1])) {
        state.earlier = EarlierPurchase{earlier->id, method_from(earlier->method)};
    }
    co_return state;
}

Task<PurchaseId>
PostgresLedger::record_purchase(Transaction& transaction, Purchase purchase, Instant now) {
    auto const rows = co_await database_.execute(
        transaction,
        sql::record_purchase,
        parameters(
            purchase.user,
            purchase.quest,
            purchase.price,
            name_of(purchase.method),
            purchase.entry,
            now
        )
    );
    co_return pg::only_row<PurchaseId>(rows);
}

Task<Instant> PostgresLedger::extend_subscription(
    Transaction& transaction, UserId user, std::int32_t months, Instant now
) {
    auto const rows = co_await database_.execute(
        transaction, sql::extend_subscription, parameters(user, months, now)
    );
    co_return pg::only_row<Instant>(rows);
}

Task<std::optional<std::int32_t>> PostgresLedger::balance(Transaction& transaction, UserId user) {
    auto const rows = co_await database_.execute(transaction, sql::balance, parameters(user));
    co_return pg::row_as<std::int32_t>(rows);
}

} // namespace qc::wallets

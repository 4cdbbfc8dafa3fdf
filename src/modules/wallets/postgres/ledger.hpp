// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "files/files.hpp"
#include "pg/database.hpp"
#include "wallets/application/ports.hpp"

namespace qc::wallets {

class PostgresLedger final : public Ledger {
public:
    PostgresLedger(pg::Database& database, files::Files const& files, Clock const& clock)
        : database_(database)
        , files_(files)
        , clock_(clock) {}

    Task<Result<Entry>> move(Transaction& transaction, Movement movement) override;
    Task<Result<std::optional<Entry>>> reward(Transaction& transaction, Movement movement) override;
    Task<Right> right(Transaction& transaction, UserId user, QuestId quest, Instant now) override;

    Task<TransferSides> lock_sides(
        Transaction& transaction, UserId sender, RecipientKey recipient, Instant day_start
    ) override;
    Task<TransferEntries> transfer(Transaction& transaction, Transfer transfer) override;
    Task<BuyerState> lock_buyer(Transaction& transaction, UserId user, QuestId quest) override;
    Task<PurchaseId>
    record_purchase(Transaction& transaction, Purchase purchase, Instant now) override;
    Task<Instant> extend_subscription(
        Transaction& transaction, UserId user, std::int32_t months, Instant now
    ) override;
    Task<std::optional<std::int32_t>> balance(Transaction& transaction, UserId user) override;

private:
    [[nodiscard]] pg::Query move_query(Movement const& movement) const;
    [[nodiscard]] Task<Error> refusal(Transaction& transaction, Movement movement);

    pg::Database& database_;
    files::Files const& files_;
    Clock const& clock_;
};

} // namespace qc::wallets

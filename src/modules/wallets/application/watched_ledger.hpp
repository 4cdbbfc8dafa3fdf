// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "live/signals.hpp"
#include "wallets/application/ports.hpp"

namespace qc::wallets {

/// A ledger every movement of which leaves a row in the audit log, in the same transaction, and is
/// told to the devices of its users once it is committed.
class WatchedLedger final : public Ledger {
public:
    /// All outlive it and its transactions.
    WatchedLedger(Ledger& ledger, audit::Audit& audit, live::Signals& signals)
        : ledger_(ledger)
        , audit_(audit)
        , signals_(signals) {}

    [[nodiscard]] Task<Result<Entry>> move(Transaction& transaction, Movement movement) override;
    [[nodiscard]] Task<Result<std::optional<Entry>>>
    reward(Transaction& transaction, Movement movement) override;
    [[nodiscard]] Task<TransferEntries>
    transfer(Transaction& transaction, Transfer transfer) override;

    [[nodiscard]] Task<Right>
    right(Transaction& transaction, UserId user, QuestId quest, Instant now) override {
        return ledger_.right(transaction, user, quest, now);
    }

    [[nodiscard]] Task<TransferSides> lock_sides(
        Transaction& transaction, UserId sender, RecipientKey recipient, Instant day_start
    ) override {
        return ledger_.lock_sides(transaction, sender, std::move(recipient), day_start);
    }

    [[nodiscard]] Task<BuyerState>
    lock_buyer(Transaction& transaction, UserId user, QuestId quest) override {
        return ledger_.lock_buyer(transaction, user, quest);
    }

    [[nodiscard]] Task<PurchaseId>
    record_purchase(Transaction& transaction, Purchase purchase, Instant now) override {
        return ledger_.record_purchase(transaction, purchase, now);
    }

    [[nodiscard]] Task<Instant> extend_subscription(
        Transaction& transaction, UserId user, std::int32_t months, Instant now
    ) override {
        return ledger_.extend_subscription(transaction, user, months, now);
    }

    [[nodiscard]] Task<std::optional<std::int32_t>>
    balance(Transaction& transaction, UserId user) override {
        return ledger_.balance(transaction, user);
    }

private:
    void tell(Transaction& transaction, UserId user, EntryId entry);

    Ledger& ledger_;
    audit::Audit& audit_;
    live::Signals& signals_;
};

} // namespace qc::wallets

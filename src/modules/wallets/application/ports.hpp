// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/page.hpp"
#include "wallets/application/views.hpp"
#include "wallets/domain/pricing.hpp"
#include "wallets/domain/transfer_limits.hpp"
#include "wallets/wallets.hpp"

#include <optional>
#include <string>

namespace qc::wallets {

/// Who shall receive credits; one of the three is set.
struct RecipientKey {
    std::optional<UserId> id;
    std::optional<std::string> email;
    std::optional<std::string> username;
};

struct Recipient {
    UserRef user;
    ProfileId profile;
    std::int64_t balance = 0;
    bool is_eligible = false;
};

/// Both wallets of a transfer, locked in the order of their ids.
struct TransferSides {
    ProfileId sender;
    std::int64_t balance = 0;
    SentToday sent;
    /// The key names the sender himself.
    bool is_self = false;
    std::optional<Recipient> recipient;
};

struct Transfer {
    UserId sender;
    ProfileId from;
    UserId recipient;
    ProfileId to;
    std::int32_t amount = 0;
    std::string message;
};

/// What a transfer wrote on both sides.
struct TransferEntries {
    Entry sent;
    EntryId received;
};

/// A locked wallet and what its owner did with the quest before.
struct BuyerState {
    std::int32_t balance = 0;
    std::optional<Instant> subscription_until;
    std::optional<EarlierPurchase> earlier;
};

struct Purchase {
    UserId user;
    QuestId quest;
    std::int32_t price = 0;
    PaymentMethod method = PaymentMethod::free;
    std::optional<EntryId> entry;
};

/// Balances with their entries, and purchases.
class Ledger : public Wallets {
public:
    [[nodiscard]] virtual Task<TransferSides> lock_sides(
        Transaction& transaction, UserId sender, RecipientKey recipient, Instant day_start
    ) = 0;

    /// Both wallets must be locked and the amounts checked.
    [[nodiscard]] virtual Task<TransferEntries>
    transfer(Transaction& transaction, Transfer transfer) = 0;

    [[nodiscard]] virtual Task<BuyerState>
    lock_buyer(Transaction& transaction, UserId user, QuestId quest) = 0;

    /// Writes the purchase, or turns the one by subscription into it.
    [[nodiscard]] virtual Task<PurchaseId>
    record_purchase(Transaction& transaction, Purchase purchase, Instant now) = 0;

    /// From the end of the subscription, or from `now` when it is over. Answers the new end.
    [[nodiscard]] virtual Task<Instant> extend_subscription(
        Transaction& transaction, UserId user, std::int32_t months, Instant now
    ) = 0;

    /// Nullopt when there is no such user or he is deleted; else he stays until the transaction
    /// ends.
    [[nodiscard]] virtual Task<std::optional<std::int32_t>>
    balance(Transaction& transaction, UserId user) = 0;
};

struct EntryFilter {
    std::optional<std::string> kind;
    std::optional<Instant> from;
    std::optional<Instant> to;
};

class WalletQueries {
public:
    virtual ~WalletQueries() = default;

    /// Nullopt when there is no such user or he is deleted.
    [[nodiscard]] virtual Task<std::optional<WalletView>> wallet(UserId user) = 0;
    [[nodiscard]] virtual Task<std::optional<Page<EntryView>>>
    entries(UserId user, EntryFilter filter, PageRequest page) = 0;

    /// The entry with what the user has now; nullopt when he has no such entry.
    [[nodiscard]] virtual Task<std::optional<MovementView>> entry(UserId user, EntryId entry) = 0;
    [[nodiscard]] virtual Task<Page<PurchaseView>> purchases(UserId user, PageRequest page) = 0;
};

} // namespace qc::wallets

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace qc::wallets {

inline constexpr ErrorCode insufficient_credits{
    ErrorKind::payment_required, "INSUFFICIENT_CREDITS", "Not enough credits."
};

/// Credits between a user and the house, written as two entries that sum to 0.
struct Movement {
    UserId user;
    /// LedgerKind of domain.md 1.
    std::string kind;
    /// Positive: the house pays the user. Negative: the user pays the house. Never 0.
    std::int32_t amount = 0;
    std::string description;
    std::optional<QuestId> quest = {};
    std::optional<RunId> run = {};
    std::optional<UserId> created_by = {};
};

struct Entry {
    EntryId id;
    std::int32_t balance_after = 0;
};

/// How a user may enter a quest.
struct Right {
    bool purchased = false;
    bool subscribed = false;
};

class Wallets {
public:
    virtual ~Wallets() = default;

    /// One conditional update of the balance with its entries. Refuses a balance below 0
    /// (INSUFFICIENT_CREDITS with required and balance) or above the cap (INVALID_STATE).
    [[nodiscard]] virtual Task<Result<Entry>> move(Transaction& transaction, Movement movement) = 0;

    /// A reward, at most once per user and quest: nullopt when it was paid before.
    [[nodiscard]] virtual Task<Result<std::optional<Entry>>>
    reward(Transaction& transaction, Movement movement) = 0;

    /// What the user holds for this quest at `now`.
    [[nodiscard]] virtual Task<Right>
    right(Transaction& transaction, UserId user, QuestId quest, Instant now) = 0;
};

} // namespace qc::wallets

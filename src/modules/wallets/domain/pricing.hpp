// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace qc::wallets {

/// What the author asks for a quest.
struct Terms {
    std::int32_t cost = 0;
    std::int32_t surcharge = 0;
    bool is_subscription = false;

    [[nodiscard]] std::int32_t full_price() const { return cost + surcharge; }
};

enum class PaymentMethod { credits, subscription, free };

[[nodiscard]] std::string_view name_of(PaymentMethod method);

/// A purchase that a user has made of the quest before.
struct EarlierPurchase {
    PurchaseId id;
    PaymentMethod method = PaymentMethod::credits;
};

struct Deal {
    std::int32_t price = 0;
    PaymentMethod method = PaymentMethod::free;
};

struct Buyer {
    QuestId quest;
    bool subscribed = false;
    std::optional<EarlierPurchase> earlier;
};

/// What buying means for this buyer (domain.md 5). A purchase by subscription is no obstacle to
/// a paid one, which replaces it.
[[nodiscard]] Result<Deal> deal_for(Terms const& terms, Buyer const& buyer);

} // namespace qc::wallets

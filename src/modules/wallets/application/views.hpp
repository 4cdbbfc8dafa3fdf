// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace qc::wallets {

struct AvatarRef {
    /// Absolute.
    std::optional<std::string> avatar_url;
};

struct UserRef {
    UserId id;
    std::string first_name;
    std::string last_name;
    AvatarRef profile;
};

struct WalletView {
    std::int32_t balance = 0;
    /// Credits of the user's rewards that wait for staff.
    std::int64_t pending_rewards = 0;
    std::optional<Instant> subscription_until;
    std::int32_t subscription_price = 0;
};

struct EntryView {
    EntryId id;
    std::string kind;
    std::int32_t amount = 0;
    std::int32_t balance_after = 0;
    std::string description;
    std::optional<QuestId> quest_id;
    std::optional<RunId> run_id;
    std::optional<UserRef> counterparty;
    Instant created_at;
};

struct PurchaseView {
    PurchaseId id;
    QuestId quest_id;
    std::string quest_name;
    std::int32_t price = 0;
    std::string method;
    Instant created_at;
};

/// The answer to a movement of credits.
struct MovementView {
    EntryView entry;
    std::int32_t balance = 0;
};

struct SubscriptionView {
    /// Null when the subscription costs nothing.
    std::optional<EntryView> entry;
    std::int32_t balance = 0;
    Instant subscription_until;
};

struct BoughtView {
    PurchaseId id;
    QuestId quest_id;
    std::int32_t price = 0;
    std::string method;
    std::int32_t balance = 0;
    Instant created_at;
};

} // namespace qc::wallets

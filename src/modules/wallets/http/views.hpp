// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/encode.hpp"
#include "contract/schema.hpp"
#include "wallets/application/views.hpp"

#include <boost/describe.hpp>

namespace qc::wallets {

BOOST_DESCRIBE_STRUCT(AvatarRef, (), (avatar_url))
BOOST_DESCRIBE_STRUCT(UserRef, (), (id, first_name, last_name, profile))
BOOST_DESCRIBE_STRUCT(
    WalletView, (), (balance, pending_rewards, subscription_until, subscription_price)
)
BOOST_DESCRIBE_STRUCT(
    EntryView,
    (),
    (id, kind, amount, balance_after, description, quest_id, run_id, counterparty, created_at)
)
BOOST_DESCRIBE_STRUCT(PurchaseView, (), (id, quest_id, quest_name, price, method, created_at))
BOOST_DESCRIBE_STRUCT(MovementView, (), (entry, balance))
BOOST_DESCRIBE_STRUCT(SubscriptionView, (), (entry, balance, subscription_until))
BOOST_DESCRIBE_STRUCT(BoughtView, (), (id, quest_id, price, method, balance, created_at))

} // namespace qc::wallets

template <>
inline constexpr std::string_view qc::contract::schema_name<qc::wallets::EntryView> = "Entry";
template <>
inline constexpr std::string_view qc::contract::schema_name<qc::wallets::WalletView> = "Wallet";

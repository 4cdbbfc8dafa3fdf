// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "wallets/application/buy_quest.hpp"
#include "wallets/application/change_balance.hpp"
#include "wallets/application/ports.hpp"
#include "wallets/application/transfer_credits.hpp"

namespace qc::wallets {

/// What the handlers call; outlives the routes.
struct UseCases {
    WalletQueries& queries;
    TransferCredits& transfer_credits;
    Subscribe& subscribe;
    GrantCredits& grant_credits;
    BuyQuest& buy_quest;
};

void add_wallet_routes(http::Routes& routes, UseCases use_cases);
void add_purchase_routes(http::Routes& routes, UseCases use_cases);

/// `queries` outlives the sources.
void add_events(live::EventSources& sources, WalletQueries& queries);

} // namespace qc::wallets

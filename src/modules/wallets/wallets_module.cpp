// SPDX-License-Identifier: Apache-2.0
#include "wallets/wallets_module.hpp"

#include "wallets/application/watched_ledger.hpp"
#include "wallets/http/routes.hpp"
#include "wallets/postgres/ledger.hpp"
#include "wallets/postgres/wallet_queries.hpp"

namespace qc::wallets {

struct WalletsModule::Parts {
    explicit Parts(WalletsServices const& services)
        : stored(services.database, services.files, services.clock)
        , ledger(stored, services.audit, services.signals)
        , queries(services.database, services.files, services.subscription_price)
        , transfer_credits(ledger, services.notifications, services.clock)
        , subscribe(ledger, services.subscription_price, services.clock)
        , grant_credits(ledger, services.notifications, services.clock)
        , buy_quest(ledger, services.quests, services.clock) {}

    PostgresLedger stored;
    WatchedLedger ledger;
    PostgresWalletQueries queries;
    TransferCredits transfer_credits;
    Subscribe subscribe;
    GrantCredits grant_credits;
    BuyQuest buy_quest;
};

WalletsModule::WalletsModule(WalletsServices const& services)
    : parts_(std::make_unique<Parts>(services)) {}

WalletsModule::~WalletsModule() = default;

Wallets& WalletsModule::facade() noexcept {
    return parts_->ledger;
}

void WalletsModule::add_routes(http::Routes& routes) {
    UseCases const use_cases{
        parts_->queries,
        parts_->transfer_credits,
        parts_->subscribe,
        parts_->grant_credits,
        parts_->buy_quest
    };
    add_wallet_routes(routes, use_cases);
    add_purchase_routes(routes, use_cases);
}

void WalletsModule::add_events(live::EventSources& sources) {
    wallets::add_events(sources, parts_->queries);
}

} // namespace qc::wallets

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "core/clock.hpp"
#include "files/files.hpp"
#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "pg/database.hpp"
#include "quests/quests.hpp"
#include "wallets/wallets.hpp"

#include <memory>

namespace qc::wallets {

/// What the module is built from; everything must outlive it.
struct WalletsServices {
    pg::Database& database;
    Clock const& clock;
    files::Files& files;
    quests::Quests& quests;
    notifications::Notifications& notifications;
    audit::Audit& audit;
    live::Signals& signals;
    /// SUBSCRIPTION_PRICE_CREDITS, for one month.
    std::int32_t subscription_price = 15;
};

/// The ledger, transfers, subscriptions and purchases. One for each worker.
class WalletsModule {
public:
    explicit WalletsModule(WalletsServices const& services);
    ~WalletsModule();

    [[nodiscard]] Wallets& facade() noexcept;
    void add_routes(http::Routes& routes);

    /// What connected users see of their movements; the module outlives the sources.
    void add_events(live::EventSources& sources);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::wallets

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/job.hpp"
#include "core/random.hpp"
#include "files/files.hpp"
#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "pg/database.hpp"
#include "quests/quests.hpp"
#include "wallets/wallets.hpp"

#include <memory>

namespace qc::runs {

/// What the module is built from; everything must outlive it.
struct RunsServices {
    pg::Database& database;
    Clock const& clock;
    Random& random;
    files::Files& files;
    quests::Quests& quests;
    wallets::Wallets& wallets;
    notifications::Notifications& notifications;
    live::Signals& signals;
    /// COMPAT_REVEAL_ANSWERS.
    bool answers_revealed = false;
};

/// Playing quests, rewards and leaderboards. One for each worker.
class RunsModule {
public:
    explicit RunsModule(RunsServices const& services);
    ~RunsModule();

    void add_routes(http::Routes& routes);

    /// Ends overdue runs, every second.
    void add_jobs(Jobs& jobs);

    /// What connected players see of their runs; the module outlives the sources.
    void add_events(live::EventSources& sources);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::runs

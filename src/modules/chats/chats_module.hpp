// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "chats/chats.hpp"
#include "core/clock.hpp"
#include "core/job.hpp"
#include "files/files.hpp"
#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "pg/database.hpp"
#include "resilience/rate_limits.hpp"

#include <memory>

namespace qc::chats {

/// What the module is built from; everything must outlive it.
struct ChatsServices {
    pg::Database& database;
    Clock const& clock;
    files::Files& files;
    notifications::Notifications& notifications;
    audit::Audit& audit;
    live::Signals& signals;
    resilience::RateLimits& rate_limits;
};

/// Messages between users, in groups of runs, and their moderation. One for each worker.
class ChatsModule {
public:
    explicit ChatsModule(ChatsServices const& services);
    ~ChatsModule();

    [[nodiscard]] Chats& facade() noexcept;
    [[nodiscard]] GroupChats& groups() noexcept;
    void add_routes(http::Routes& routes);
    void add_jobs(Jobs& jobs);
    void add_events(live::EventSources& sources);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::chats

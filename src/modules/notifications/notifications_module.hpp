// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/job.hpp"
#include "core/user_removal.hpp"
#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "pg/database.hpp"

#include <memory>

namespace qc::notifications {

/// Everything outlives the module.
struct NotificationsServices {
    pg::Database& database;
    live::Signals& signals;
    Clock const& clock;
};

/// What users are told in the app, for one worker.
class NotificationsModule {
public:
    explicit NotificationsModule(NotificationsServices const& services);
    ~NotificationsModule();

    [[nodiscard]] Notifications& facade() noexcept;
    void add_routes(http::Routes& routes);
    void add_jobs(Jobs& jobs);
    void add_events(live::EventSources& sources);
    void add_removals(UserRemovals& removals);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::notifications

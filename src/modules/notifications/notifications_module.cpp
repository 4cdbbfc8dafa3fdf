// SPDX-License-Identifier: Apache-2.0
#include "notifications/notifications_module.hpp"

#include "notifications/http/routes.hpp"
#include "notifications/postgres/notifications.hpp"

namespace qc::notifications {

struct NotificationsModule::Parts {
    explicit Parts(NotificationsServices const& services)
        : notifications(services.database, services.signals, services.clock)
        , devices(services.database, services.clock) {}

    PostgresNotifications notifications;
    PostgresDevices devices;
};

NotificationsModule::NotificationsModule(NotificationsServices const& services)
    : parts_(std::make_unique<Parts>(services)) {}

NotificationsModule::~NotificationsModule() = default;

Notifications& NotificationsModule::facade() noexcept {
    return parts_->notifications;
}

void NotificationsModule::add_routes(http::Routes& routes) {
    add_notification_routes(routes, parts_->notifications);
    add_device_routes(routes, parts_->devices);
}

void NotificationsModule::add_jobs(Jobs& jobs) {
    jobs.push_back(
        {"delete old notifications",
         std::chrono::minutes{10},
         [&notifications = parts_->notifications]() -> Task<void> {
             return notifications.delete_old();
         }}
    );
}

void NotificationsModule::add_events(live::EventSources& sources) {
    add_event(sources, parts_->notifications);
}

void NotificationsModule::add_removals(UserRemovals& removals) {
    removals.emplace_back(
        [&devices = parts_->devices](Transaction& transaction, UserId user) -> Task<void> {
            return devices.remove_all(transaction, user);
        }
    );
}

} // namespace qc::notifications

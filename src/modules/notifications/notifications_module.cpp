// SPDX-License-Identifier: Apache-2.0
#include "notifications/notifications_module.hpp"

#include "notifications/postgres/notifications.hpp"

namespace qc::notifications {

NotificationsModule::NotificationsModule(NotificationsServices const& services)
    : notifications_(std::make_unique<PostgresNotifications>(services.database)) {}

NotificationsModule::~NotificationsModule() = default;

} // namespace qc::notifications

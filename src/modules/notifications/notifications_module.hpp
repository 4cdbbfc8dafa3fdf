// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/notifications.hpp"
#include "pg/database.hpp"

#include <memory>

namespace qc::notifications {

/// `database` must outlive the module.
struct NotificationsServices {
    pg::Database& database;
};

/// What users are told in the app, for one worker.
class NotificationsModule {
public:
    explicit NotificationsModule(NotificationsServices const& services);
    ~NotificationsModule();

    [[nodiscard]] Notifications& facade() noexcept { return *notifications_; }

private:
    std::unique_ptr<Notifications> notifications_;
};

} // namespace qc::notifications

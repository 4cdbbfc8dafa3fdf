// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/notifications.hpp"
#include "pg/database.hpp"

namespace qc::notifications {

class PostgresNotifications final : public Notifications {
public:
    explicit PostgresNotifications(pg::Database& database) : database_(database) {}

    Task<void> notify(Transaction& transaction, Notice notice) override;

private:
    pg::Database& database_;
};

} // namespace qc::notifications

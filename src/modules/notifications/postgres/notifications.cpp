// SPDX-License-Identifier: Apache-2.0
#include "notifications/postgres/notifications.hpp"

#include "sql/notifications.hpp"

namespace qc::notifications {

Task<void> PostgresNotifications::notify(Transaction& transaction, Notice notice) {
    co_await database_.execute(
        transaction,
        sql::add_notification,
        pg::parameters(notice.user, notice.type, notice.title, notice.message, notice.action)
    );
}

} // namespace qc::notifications

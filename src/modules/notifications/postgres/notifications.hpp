// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/signals.hpp"
#include "notifications/application/ports.hpp"
#include "notifications/notifications.hpp"
#include "pg/database.hpp"

namespace qc::notifications {

class PostgresNotifications final : public Notifications, public NotificationStore {
public:
    /// All outlive it.
    PostgresNotifications(pg::Database& database, live::Signals& signals, Clock const& clock)
        : database_(database)
        , signals_(signals)
        , clock_(clock) {}

    Task<void> notify(Transaction& transaction, Notice notice) override;
    Task<void> notify_all(Transaction& transaction, std::vector<Notice> notices) override;

    [[nodiscard]] Task<Inbox>
    list(UserId user, NotificationFilter filter, PageRequest page) override;
    [[nodiscard]] Task<std::int64_t> count_unread(UserId user) override;
    [[nodiscard]] Task<std::optional<NotificationView>>
    find(UserId user, NotificationId id) override;
    [[nodiscard]] Task<std::int64_t> mark_read(
        Transaction& transaction, UserId user, std::optional<std::vector<NotificationId>> ids
    ) override;
    [[nodiscard]] Task<bool>
    remove(Transaction& transaction, UserId user, NotificationId id) override;

    /// A bounded number of rows older than 90 days.
    [[nodiscard]] Task<void> delete_old();

private:
    pg::Database& database_;
    live::Signals& signals_;
    Clock const& clock_;
};

class PostgresDevices final : public DeviceStore {
public:
    PostgresDevices(pg::Database& database, Clock const& clock)
        : database_(database)
        , clock_(clock) {}

    [[nodiscard]] Task<bool> put(Transaction& transaction, Device device) override;
    [[nodiscard]] Task<void>
    remove(Transaction& transaction, UserId user, std::string token) override;
    [[nodiscard]] Task<void> remove_all(Transaction& transaction, UserId user) override;

private:
    pg::Database& database_;
    Clock const& clock_;
};

} // namespace qc::notifications

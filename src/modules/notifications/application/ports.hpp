// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/page.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <optional>
#include <string>
#include <vector>

namespace qc::notifications {

struct NotificationView {
    NotificationId id;
    std::string type;
    std::string title;
    std::string message;
    std::optional<std::string> action;
    /// A JSON object.
    std::string data;
    bool is_read = false;
    Instant created_at;
};

struct NotificationFilter {
    std::optional<bool> unread;
    std::optional<std::string> type;
};

struct Inbox {
    Page<NotificationView> page;
    std::int64_t unread = 0;
};

/// What a user has been told; every function looks at his own rows only.
class NotificationStore {
public:
    virtual ~NotificationStore() = default;

    /// Newest first.
    [[nodiscard]] virtual Task<Inbox>
    list(UserId user, NotificationFilter filter, PageRequest page) = 0;
    [[nodiscard]] virtual Task<std::int64_t> count_unread(UserId user) = 0;
    [[nodiscard]] virtual Task<std::optional<NotificationView>>
    find(UserId user, NotificationId id) = 0;

    /// These, or all; ids of others are left out. Answers how many are unread still.
    [[nodiscard]] virtual Task<std::int64_t> mark_read(
        Transaction& transaction, UserId user, std::optional<std::vector<NotificationId>> ids
    ) = 0;
    /// False when there is no such row.
    [[nodiscard]] virtual Task<bool>
    remove(Transaction& transaction, UserId user, NotificationId id) = 0;
};

struct Device {
    std::string token;
    UserId user;
    std::string platform;
    /// None: what it was before, else English.
    std::optional<std::string> language;
};

class DeviceStore {
public:
    virtual ~DeviceStore() = default;

    /// A token that somebody else had is this user's now: the device has changed hands. False when
    /// the user is deleted.
    [[nodiscard]] virtual Task<bool> put(Transaction& transaction, Device device) = 0;
    [[nodiscard]] virtual Task<void>
    remove(Transaction& transaction, UserId user, std::string token) = 0;
    /// With what the user was told on them.
    [[nodiscard]] virtual Task<void> remove_all(Transaction& transaction, UserId user) = 0;
};

} // namespace qc::notifications

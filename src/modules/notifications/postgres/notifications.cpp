// SPDX-License-Identifier: Apache-2.0
#include "notifications/postgres/notifications.hpp"

#include "notifications/application/texts.hpp"
#include "pg/rows.hpp"
#include "sql/notifications.hpp"

#include <boost/describe/class.hpp>

namespace qc::notifications {

BOOST_DESCRIBE_STRUCT(
    NotificationView, (), (id, type, title, message, action, data, is_read, created_at)
)

namespace {

constexpr std::chrono::days kept_for{90};
constexpr int most_batches = 20;

pg::Parameters row_of(Notice const& notice, Instant now) {
    std::vector<std::string> titles;
    std::vector<std::string> messages;
    for (auto& text : texts_of(notice)) {
        titles.push_back(std::move(text.title));
        messages.push_back(std::move(text.message));
    }
    std::vector<std::string> const names(languages.begin(), languages.end());
    return pg::parameters(notice.user, notice.type, notice.action, titles, messages, names, now);
}

} // namespace

Task<void> PostgresNotifications::notify(Transaction& transaction, Notice notice) {
    std::vector<Notice> one;
    one.push_back(std::move(notice));
    co_await notify_all(transaction, std::move(one));
}

Task<void>
PostgresNotifications::notify_all(Transaction& transaction, std::vector<Notice> notices) {
    if (notices.empty()) co_return;
    auto const now = clock_.now();
    std::vector<pg::Query> rows;
    for (auto const& notice : notices)
        rows.emplace_back(sql::add_notification, row_of(notice, now));
    auto const answers = co_await database_.execute_together(transaction, std::move(rows));
    for (std::size_t i = 0; i < notices.size(); ++i) {
        auto const id = pg::row_as<std::int64_t>(answers[i]);
        if (!id) continue;
        live::Signal signal;
        signal.kind = live::Kind::notification;
        signal.user = notices[i].user;
        signal.id = *id;
        live::publish_on_commit(transaction, signals_, signal);
    }
}

Task<Inbox> PostgresNotifications::list(UserId user, NotificationFilter filter, PageRequest page) {
    auto const& [unread, type] = filter;
    auto const answers = co_await database_.read_together(pg::queries(
        pg::Query(sql::count_notifications, pg::parameters(user, unread, type)),
        pg::Query(
            sql::list_notifications, pg::parameters(user, unread, type, page.size, page.offset())
        ),
        pg::Query(sql::count_unread, pg::parameters(user))
    ));
    Inbox inbox;
    inbox.page.total = pg::only_row<std::int64_t>(answers[0]);
    inbox.page.items = pg::rows_as<NotificationView>(answers[1]);
    inbox.page.page = page.page;
    inbox.page.size = page.size;
    inbox.unread = pg::only_row<std::int64_t>(answers[2]);
    co_return inbox;
}

Task<std::int64_t> PostgresNotifications::count_unread(UserId user) {
    auto const rows = co_await database_.read(sql::count_unread, pg::parameters(user));
    co_return pg::only_row<std::int64_t>(rows);
}

Task<std::optional<NotificationView>> PostgresNotifications::find(UserId user, NotificationId id) {
    auto const rows = co_await database_.read(sql::find_notification, pg::parameters(user, id));
    co_return pg::row_as<NotificationView>(rows);
}

Task<std::int64_t> PostgresNotifications::mark_read(
    Transaction& transaction, UserId user, std::optional<std::vector<NotificationId>> ids
) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            pg::Query(sql::mark_read, pg::parameters(user, ids)),
            pg::Query(sql::count_unread, pg::parameters(user))
        )
    );
    co_return pg::only_row<std::int64_t>(answers[1]);
}

Task<bool> PostgresNotifications::remove(Transaction& transaction, UserId user, NotificationId id) {
    auto const rows =
        co_await database_.execute(transaction, sql::remove_notification, pg::parameters(user, id));
    co_return !rows.empty();
}

Task<void> PostgresNotifications::delete_old() {
    auto const before = clock_.now() - kept_for;
    for (int batch = 0; batch < most_batches; ++batch) {
        auto const rows = co_await database_.write(sql::delete_old, pg::parameters(before));
        if (rows.empty()) co_return;
    }
}

Task<bool> PostgresDevices::put(Transaction& transaction, Device device) {
    auto values =
        pg::parameters(device.token, device.user, device.platform, device.language, clock_.now());
    auto const rows = co_await database_.execute(transaction, sql::put_device, std::move(values));
    co_return rows.affected() > 0;
}

Task<void> PostgresDevices::remove(Transaction& transaction, UserId user, std::string token) {
    static_cast<void>(
        co_await database_.execute(transaction, sql::remove_device, pg::parameters(token, user))
    );
}

Task<void> PostgresDevices::remove_all(Transaction& transaction, UserId user) {
    static_cast<void>(co_await database_.execute_together(
        transaction,
        pg::queries(
            pg::Query(sql::remove_devices, pg::parameters(user)),
            pg::Query(sql::remove_notifications, pg::parameters(user))
        )
    ));
}

} // namespace qc::notifications

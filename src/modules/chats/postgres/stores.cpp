// SPDX-License-Identifier: Apache-2.0
#include "chats/postgres/stores.hpp"

#include "pg/rows.hpp"
#include "sql/chats.hpp"

#include <boost/describe/class.hpp>

namespace qc::chats {
namespace {

using pg::parameters;
using pg::Query;

/// A million events in a round, more than are written between two of them.
constexpr int most_batches = 200;

struct RecipientRow {
    bool is_active = false;
    bool is_asked_by_staff = false;
};
BOOST_DESCRIBE_STRUCT(RecipientRow, (), (is_active, is_asked_by_staff))

std::vector<std::string> files_of(pg::Rows const& reports) {
    std::vector<std::string> files;
    for (auto& key : pg::rows_as<std::optional<std::string>>(reports))
        if (key) files.push_back(*std::move(key));
    return files;
}

} // namespace

Task<std::optional<Recipient>>
PostgresPairs::recipient(Transaction& transaction, UserId recipient, UserId asking) {
    auto const rows =
        co_await database_.execute(transaction, sql::find_recipient, parameters(recipient, asking));
    auto const row = pg::row_as<RecipientRow>(rows);
    if (!row) co_return std::nullopt;
    Recipient found{row->is_active, row->is_asked_by_staff};
    co_return found;
}

Task<Pair> PostgresPairs::open(Transaction& transaction, UserId one, UserId other, Instant now) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::open_pair, parameters(one, other, now)),
            Query(sql::find_pair, parameters(one, other))
        )
    );
    Pair pair{pg::only_row<ChatId>(answers[1]), answers[0].affected() > 0};
    co_return pair;
}

Task<std::optional<ChatId>> PostgresPairs::support_chat(Transaction& transaction, UserId user) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::lock_support, parameters(user)), Query(sql::find_support, parameters(user))
        )
    );
    co_return pg::row_as<ChatId>(answers[1]);
}

Task<std::optional<UserId>>
PostgresPairs::least_loaded_supporter(Transaction& transaction, UserId user) {
    auto const rows = co_await database_.execute(transaction, sql::least_loaded, parameters(user));
    co_return pg::row_as<UserId>(rows);
}

Task<ChatId>
PostgresGroups::open_group(Transaction& transaction, std::vector<UserId> members, Instant now) {
    auto const rows =
        co_await database_.execute(transaction, sql::open_group, parameters(members, now));
    co_return pg::only_row<ChatId>(rows);
}

Task<bool>
PostgresGroups::add_member(Transaction& transaction, ChatId chat, UserId member, Instant now) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::lock_chat, parameters(chat)),
            Query(sql::add_member, parameters(chat, member, now))
        )
    );
    co_return answers[1].affected() > 0;
}

Task<bool>
PostgresGroups::remove_member(Transaction& transaction, ChatId chat, UserId member, Instant now) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::lock_chat, parameters(chat)),
            Query(sql::remove_member, parameters(chat, member, now))
        )
    );
    co_return !answers[1].empty();
}

Task<bool> PostgresReports::report(Transaction& transaction, NewReport report) {
    auto const rows = co_await database_.execute(
        transaction,
        sql::report_message,
        parameters(report.message, report.reporter, report.reason, report.now)
    );
    co_return pg::only_row<bool>(rows);
}

Task<std::vector<UserId>> PostgresReports::moderators(Transaction& transaction, UserId except) {
    auto const rows = co_await database_.execute(transaction, sql::moderators, parameters(except));
    co_return pg::rows_as<UserId>(rows);
}

Task<std::vector<UserId>> PostgresReports::participants_to_tell(
    Transaction& transaction, ChatId chat, std::string action, Instant since
) {
    auto const rows = co_await database_.execute(
        transaction, sql::participants_to_tell, parameters(chat, action, since)
    );
    co_return pg::rows_as<UserId>(rows);
}

Task<std::int64_t> PostgresReports::keep(Transaction& transaction, MessageId message) {
    auto const rows =
        co_await database_.execute(transaction, sql::keep_reports, parameters(message));
    co_return pg::affected(rows);
}

Task<std::vector<std::string>>
PostgresReports::settle(Transaction& transaction, ChatId chat, MessageId message) {
    auto const rows =
        co_await database_.execute(transaction, sql::settle_reports, parameters(chat, message));
    co_return files_of(rows);
}

Task<DroppedReports> PostgresReports::drop_kept(Transaction& transaction, Instant before) {
    auto const rows =
        co_await database_.execute(transaction, sql::drop_kept_reports, parameters(before));
    DroppedReports dropped{pg::affected(rows), files_of(rows)};
    co_return dropped;
}

Task<void> drop_events(pg::Database& database, Instant before) {
    for (int batch = 0; batch < most_batches; ++batch) {
        auto const rows = co_await database.write(sql::drop_old_events, parameters(before));
        if (pg::affected(rows) == 0) co_return;
    }
}

} // namespace qc::chats

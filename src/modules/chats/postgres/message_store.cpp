// SPDX-License-Identifier: Apache-2.0
#include "chats/domain/rules.hpp"
#include "chats/postgres/stores.hpp"
#include "pg/rows.hpp"
#include "sql/chats.hpp"

#include <boost/describe/class.hpp>

namespace qc::chats {
namespace {

using pg::parameters;
using pg::Query;

/// The message members are null when the recipient is blocked.
struct SentRow {
    bool is_blocked = false;
    std::optional<bool> is_new;
    std::optional<MessageId> id;
    std::optional<std::string> text;
    std::optional<std::string> file_key;
    std::optional<bool> is_read;
    std::optional<std::int64_t> seq;
    std::optional<Instant> created_at;
    std::optional<Instant> updated_at;
    std::optional<Instant> edited_at;
    std::vector<UserId> told;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(SentRow, (), (
    is_blocked, is_new, id, text, file_key, is_read, seq, created_at, updated_at, edited_at, told))
// clang-format on

struct StateRow {
    MessageId id;
    ChatId chat_id;
    UserId author_id;
    std::string text;
    std::optional<std::string> file_key;
    bool is_read = false;
    std::int64_t seq = 0;
    Instant created_at;
    Instant updated_at;
    std::optional<Instant> edited_at;
    bool is_participant = false;
    bool is_reported = false;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(StateRow, (), (
    id, chat_id, author_id, text, file_key, is_read, seq, created_at, updated_at, edited_at,
    is_participant, is_reported))
// clang-format on

struct EditedRow {
    MessageId id;
    ChatId chat_id;
    UserId author_id;
    std::string text;
    std::optional<std::string> file_key;
    bool is_read = false;
    std::int64_t seq = 0;
    Instant created_at;
    Instant updated_at;
    std::optional<Instant> edited_at;
    std::int64_t event_seq = 0;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(EditedRow, (), (
    id, chat_id, author_id, text, file_key, is_read, seq, created_at, updated_at, edited_at,
    event_seq))
// clang-format on

struct DeletedRow {
    std::int64_t event_seq = 0;
    std::vector<UserId> told;
};
BOOST_DESCRIBE_STRUCT(DeletedRow, (), (event_seq, told))

struct MarkedRow {
    std::int32_t unread_count = 0;
    std::optional<std::int64_t> event_seq;
};
BOOST_DESCRIBE_STRUCT(MarkedRow, (), (unread_count, event_seq))

std::optional<std::string>
url_of(std::optional<std::string> const& key, files::Files const& files) {
    if (!key) return std::nullopt;
    return files.private_url(*key);
}

MessageView view_of(SentRow const& row, NewMessage const& sent, files::Files const& files) {
    return {
        *row.id,
        *row.text,
        url_of(row.file_key, files),
        sent.chat,
        sent.author,
        *row.is_read,
        *row.seq,
        *row.created_at,
        *row.updated_at,
        row.edited_at
    };
}

MessageView view_of(EditedRow const& row, files::Files const& files) {
    return {
        row.id,
        row.text,
        url_of(row.file_key, files),
        row.chat_id,
        row.author_id,
        row.is_read,
        row.seq,
        row.created_at,
        row.updated_at,
        row.edited_at
    };
}

std::optional<MessageState> state_of(pg::Rows const& rows) {
    auto row = pg::row_as<StateRow>(rows);
    if (!row) return std::nullopt;
    return MessageState{
        row->id,
        row->chat_id,
        row->author_id,
        std::move(row->text),
        std::move(row->file_key),
        row->is_read,
        row->seq,
        row->created_at,
        row->updated_at,
        row->edited_at,
        row->is_participant,
        row->is_reported
    };
}

std::vector<Query> send_queries(NewMessage const& message) {
    std::vector<Query> all;
    all.emplace_back(sql::lock_chat, parameters(message.chat));
    if (message.client_id) {
        all.emplace_back(
            sql::forget_client_id,
            parameters(
                message.chat, message.author, message.client_id, message.now - client_id_life
            )
        );
    }
    all.emplace_back(
        sql::send_message,
        parameters(
            message.chat,
            message.author,
            message.text,
            message.file_key,
            message.client_id,
            message.now
        )
    );
    return all;
}

} // namespace

Task<std::optional<Sent>> PostgresMessages::send(Transaction& transaction, NewMessage message) {
    auto const answers = co_await database_.execute_together(transaction, send_queries(message));
    auto const row = pg::row_as<SentRow>(answers.back());
    if (!row) co_return std::nullopt;
    Sent sent;
    if (row->id) {
        sent.message = view_of(*row, message, files_);
        sent.is_new = *row->is_new;
        sent.told = row->told;
    }
    co_return sent;
}

Task<std::optional<MessageState>>
PostgresMessages::lock(Transaction& transaction, MessageId message, UserId reader) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::lock_message, parameters(message)),
            Query(sql::find_message, parameters(message, reader))
        )
    );
    co_return state_of(answers[1]);
}

Task<std::optional<MessageState>> PostgresMessages::find(MessageId message, UserId reader) {
    auto const rows = co_await database_.read(sql::find_message, parameters(message, reader));
    co_return state_of(rows);
}

Task<Edited> PostgresMessages::edit(Transaction& transaction, Edit edit) {
    auto const rows = co_await database_.execute(
        transaction, sql::edit_message, parameters(edit.message, edit.text, edit.file_key, edit.now)
    );
    auto const row = pg::only_row<EditedRow>(rows);
    Edited edited{view_of(row, files_), row.event_seq};
    co_return edited;
}

Task<Deleted> PostgresMessages::remove(Transaction& transaction, MessageId message, Instant now) {
    auto const rows =
        co_await database_.execute(transaction, sql::delete_message, parameters(message, now));
    auto row = pg::only_row<DeletedRow>(rows);
    Deleted deleted{row.event_seq, std::move(row.told)};
    co_return deleted;
}

Task<Marked> PostgresMessages::mark_read(Transaction& transaction, Mark mark) {
    auto const rows = co_await database_.execute(
        transaction, sql::mark_read, parameters(mark.chat, mark.reader, mark.message, mark.now)
    );
    auto const row = pg::only_row<MarkedRow>(rows);
    Marked marked{row.unread_count, row.event_seq};
    co_return marked;
}

Task<std::optional<std::int64_t>>
PostgresMessages::mark_unread(Transaction& transaction, Mark mark) {
    auto const rows = co_await database_.execute(
        transaction, sql::mark_unread, parameters(mark.chat, mark.reader, mark.message, mark.now)
    );
    co_return pg::row_as<std::int64_t>(rows);
}

} // namespace qc::chats
